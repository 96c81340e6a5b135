package org.haprag.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as BCF 2.2 has them (VCF 4.3, section 6.3): little-endian, with values of their own for missing and for the end. */
final class BcfValue {
    static final int INT8 = 1;
    static final int INT16 = 2;
    static final int INT32 = 3;
    static final int FLOAT = 5;
    static final int CHAR = 7;

    /** Where a type's length is this, an integer with the length follows. */
    static final int LONG_LENGTH = 15;

    /** What {@link #integer} gives for a missing value of any width. */
    static final int MISSING = Integer.MIN_VALUE;

    /** What {@link #integer} gives where a sample has no more values. */
    static final int END_OF_VECTOR = Integer.MIN_VALUE + 1;

    static final int MISSING_FLOAT = 0x7F80_0001;
    static final int END_OF_VECTOR_FLOAT = 0x7F80_0002;

    private static final VarHandle INT_AT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_AT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private BcfValue() {}

    /** Bytes of a value of a type, 0 of an unknown one. */
    static int width(int type) {
        return switch (type) {
            case INT8, CHAR -> 1;
            case INT16 -> 2;
            case INT32, FLOAT -> 4;
            default -> 0;
        };
    }

    static boolean isInteger(int type) {
        return type >= INT8 && type <= INT32;
    }

    /** An integer of a type, {@link #MISSING} or {@link #END_OF_VECTOR}. */
    static int integer(byte[] b, int at, int type) {
        int value;
        int least;
        if (type == INT8) {
            value = b[at];
            least = Byte.MIN_VALUE;
        } else if (type == INT16) {
            value = (short) SHORT_AT.get(b, at);
            least = Short.MIN_VALUE;
        } else {
            return int32(b, at);
        }
        return value <= least + 1 ? value - least + Integer.MIN_VALUE : value;
    }

    static int int32(byte[] b, int at) {
        return (int) INT_AT.get(b, at);
    }

    static void putInt32(byte[] b, int at, int value) {
        INT_AT.set(b, at, value);
    }

    static void putInt16(byte[] b, int at, int value) {
        SHORT_AT.set(b, at, (short) value);
    }
}

package org.haprag.model.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A NumPy array file that is written block by block, so that the array need not fit into memory. Format version 1.0, C
 * order (numpy.lib.format, NEP 1).
 */
final class NpyFile implements AutoCloseable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** The data start at a multiple of this many bytes, so that they can be memory-mapped. */
    private static final int ALIGNMENT = 64;

    private final FileChannel channel;
    private final DataType type;
    private final long elements;
    private long written;

    private NpyFile(FileChannel channel, DataType type, long elements) {
        this.channel = channel;
        this.type = type;
        this.elements = elements;
    }

    /** Starts a new file of the given shape. */
    static NpyFile create(Path file, DataType type, long... shape) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        NpyFile npy = new NpyFile(channel, type, Arrays.stream(shape).reduce(1, Math::multiplyExact));
        npy.drain(ByteBuffer.wrap(header(type, shape)));
        return npy;
    }

    /** Appends a block in C order; blocks must add up to the shape. */
    void append(INDArray block) throws IOException {
        if (block.dataType() != type || block.ordering() != 'c') {
            throw new IllegalArgumentException(
                    "a file of " + type + " in C order got " + block.dataType() + " in order " + block.ordering());
        }
        drain(block.data().asNio());
        written += block.length();
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) channel.write(bytes);
    }

    static byte[] header(DataType type, long... shape) {
        String sizes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String dict = "{'descr': '" + descr(type) + "', 'fortran_order': False, 'shape': (" + sizes
                + (shape.length == 1 ? ",)" : ")") + ", }";
        int unpadded = MAGIC.length + 2 + dict.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        String text = dict + " ".repeat(padding) + "\n";
        ByteBuffer header = ByteBuffer.allocate(unpadded + padding).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putShort((short) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }

    private static String descr(DataType type) {
        if (type == DataType.INT8) return "|i1";
        String order = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
        if (type == DataType.FLOAT) return order + "f4";
        if (type == DataType.DOUBLE) return order + "f8";
        if (type == DataType.INT64) return order + "i8";
        throw new IllegalArgumentException("no .npy type for " + type);
    }

    /** NumPy's name of a type, such as {@code float32}. */
    static String dtype(DataType type) {
        return (descr(type).contains("i") ? "int" : "float") + 8 * type.width();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** @throws IllegalStateException if the blocks did not add up to the shape */
    void checkComplete() {
        if (written != elements) throw new IllegalStateException(written + " of " + elements + " elements written");
    }
}

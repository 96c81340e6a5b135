package org.haprag.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text that is UTF-8 if all is well, and keeps its bytes if not, as names in Latin-1 do: a byte that is no UTF-8 becomes a
 * character of the private use area, U+F700 and the byte, and is written as that byte again.
 */
public final class RawText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int FIRST = 0xF780;
    private static final int LAST = 0xF7FF;

    private RawText() {}

    /** The text of bytes [from, to). */
    public static String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) if (bytes[i] < 0) return notAscii(bytes, from, to);
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String notAscii(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == REPLACEMENT || isByte(text.charAt(i))) return escaped(bytes, from, to);
        }
        return text;
    }

    private static boolean isByte(int c) {
        return c >= FIRST && c <= LAST;
    }

    private static String escaped(byte[] bytes, int from, int to) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        StringBuilder out = new StringBuilder(to - from);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer some = CharBuffer.allocate(to - from + 1);
        while (in.hasRemaining()) {
            some.clear();
            int start = in.position();
            CoderResult result = utf8.reset().decode(in, some, true);
            append(some.flip(), bytes, start, out);
            for (int i = result.isError() ? result.length() : 0; i > 0; i--) out.append(asChar(in.get()));
        }
        return out.toString();
    }

    /** Sound text, but for characters that stand for bytes here and mean themselves there: they become their bytes. */
    private static void append(CharBuffer text, byte[] bytes, int start, StringBuilder out) {
        int at = start;
        while (text.hasRemaining()) {
            int c = Character.codePointAt(text, 0);
            text.position(text.position() + Character.charCount(c));
            int length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (isByte(c)) {
                for (int i = 0; i < length; i++) out.append(asChar(bytes[at + i]));
            } else {
                out.appendCodePoint(c);
            }
            at += length;
        }
    }

    private static char asChar(byte b) {
        return (char) (0xF700 | b & 0xFF);
    }

    private static boolean hasBytes(String text) {
        for (int i = 0; i < text.length(); i++) if (isByte(text.charAt(i))) return true;
        return false;
    }

    /** The bytes that a text was read from. */
    public static byte[] encode(String text) {
        if (!hasBytes(text)) return text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && !isByte(text.charAt(i))) continue;
            out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
            if (i < text.length()) out.write(text.charAt(i));
            from = i + 1;
        }
        return out.toByteArray();
    }
}

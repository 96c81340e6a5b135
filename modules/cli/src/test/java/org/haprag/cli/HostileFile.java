package org.haprag.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damages the bytes of a file as transfers, editors, scripts and ill will do. The same seed gives the same bytes. */
final class HostileFile {
    private static final String[] TOKENS = {
        "",
        ".",
        "-",
        "-1",
        "0",
        "1",
        "128",
        "2147483647",
        "2147483648",
        "999999999999999999999",
        "1e308",
        "NaN",
        "inf",
        "1.5.2",
        "0|1|1",
        "0/1",
        "1",
        "./.",
        ".|1",
        "./1",
        "3|0",
        "A",
        "<DEL>",
        "*",
        "<NON_REF>",
        "A,C,G,T",
        "END=5",
        "null",
        "true",
        "{}",
        "[]",
        "[[[[",
        "\"",
        "'",
        "&a",
        "*a",
        "!!java.lang.Object",
        "\u0000",
        "\ufeff",
        "Zoë",
        "chr20",
        "20",
        "X",
        "#",
        "##",
        "\r"
    };

    private final Random random;

    HostileFile(long seed) {
        this.random = new Random(seed);
    }

    /** One to three changes of the kinds that text suffers. */
    byte[] text(byte[] good) {
        byte[] bytes = good;
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            bytes = random.nextInt(4) == 0 ? bytes(bytes) : lines(bytes);
        }
        return bytes;
    }

    /** One to three changes of single bytes, numbers and stretches. */
    byte[] binary(byte[] good) {
        byte[] bytes = good;
        for (int n = 1 + random.nextInt(3); n > 0; n--) bytes = bytes(bytes);
        return bytes;
    }

    private byte[] lines(byte[] good) {
        List<String> lines = new ArrayList<>(List.of(new String(good, StandardCharsets.ISO_8859_1).split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(7)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.set(at, lines.get(at) + "\t" + token());
            case 4 -> lines.set(at, lines.get(at).repeat(1 + random.nextInt(40)));
            default -> lines.set(at, withToken(lines.get(at)));
        }
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String token() {
        return new String(
                TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private String withToken(String line) {
        String separator = line.contains("\t") ? "\t" : line.contains(":") ? ":" : " ";
        String[] parts = line.split(separator, -1);
        parts[random.nextInt(parts.length)] = token();
        return String.join(separator, parts);
    }

    private byte[] bytes(byte[] good) {
        if (good.length == 0) return new byte[] {(byte) random.nextInt()};
        int at = random.nextInt(good.length);
        int length = Math.min(good.length - at, 1 + random.nextInt(64));
        byte[] out = good.clone();
        switch (random.nextInt(7)) {
            case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> out[at] = (byte) random.nextInt();
            case 2 -> {
                byte[] extreme = random.nextBoolean() ? new byte[] {-1, -1, -1, 127} : new byte[] {127, -1, -1, -1};
                System.arraycopy(extreme, 0, out, at, Math.min(4, out.length - at));
            }
            case 3 -> {
                return Arrays.copyOf(good, at);
            }
            case 4 -> {
                return spliced(good, at, at + length, new byte[0]);
            }
            case 5 -> {
                return spliced(good, at, at, Arrays.copyOfRange(good, at, at + length));
            }
            default -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                return spliced(good, at, at, noise);
            }
        }
        return out;
    }

    private static byte[] spliced(byte[] good, int from, int to, byte[] middle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(good, 0, from);
        out.writeBytes(middle);
        out.write(good, to, good.length - to);
        return out.toByteArray();
    }
}

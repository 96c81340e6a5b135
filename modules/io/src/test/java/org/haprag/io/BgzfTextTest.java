package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Beside htsjdk's reader, which knows nothing of ours. */
class BgzfTextTest {
    private static final int TIME = 4;
    private static final int EXTRA_LENGTH = 10;
    private static final int HEADER = 18;

    private final Random random = new Random(7);

    private byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) text[i] = (byte) "01|/\t.".charAt(random.nextInt(6));
        return text;
    }

    private static byte[] compressed(byte[] text, int level) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (BlockCompressedOutputStream out = new BlockCompressedOutputStream(file, (Path) null, level)) {
            out.write(text);
        }
        return file.toByteArray();
    }

    private static InputStream ours(byte[] file) {
        return new BgzfText(new ByteArrayInputStream(file));
    }

    /** As on a machine without Intel's library. */
    private static InputStream oursByTheJdk(byte[] file) {
        return new BgzfText(new ByteArrayInputStream(file), new Inflater(true));
    }

    private static InputStream theirs(byte[] file) {
        BlockCompressedInputStream in = new BlockCompressedInputStream(new ByteArrayInputStream(file), false);
        in.setCheckCrcs(true);
        return in;
    }

    /** Empty where the file is refused. */
    private static Optional<byte[]> read(InputStream in) {
        try (in) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // htsjdk reports damage so
            assertThat(e.getClass().getName()).startsWith("htsjdk");
            return Optional.empty();
        }
    }

    @Test
    void textOfEveryLengthAndLevelIsReadInPiecesOfEverySize() throws IOException {
        for (int level : new int[] {0, 1, 5, 9}) {
            for (int length : new int[] {0, 1, 65_280, 65_281, 65_536, 400_000}) {
                byte[] text = text(length);
                byte[] file = compressed(text, level);
                assertThat(ours(file).readAllBytes()).isEqualTo(text);
                assertThat(oursByTheJdk(file).readAllBytes()).isEqualTo(text);
                for (int piece : new int[] {1_000, 65_280, 100_000, 1 << 20}) {
                    ByteArrayOutputStream read = new ByteArrayOutputStream();
                    byte[] room = new byte[piece + 3];
                    InputStream in = ours(file);
                    for (int n; (n = in.readNBytes(room, 3, piece)) > 0; ) read.write(room, 3, n);
                    assertThat(read.toByteArray()).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void emptyBlocksInTheMiddleEndNothing() throws IOException {
        byte[] first = text(70_000);
        byte[] second = text(5);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(compressed(first, 5));
        file.write(BgzfBlocks.END_OF_FILE);
        file.write(compressed(second, 5));
        InputStream in = ours(file.toByteArray());
        assertThat(in.readNBytes(70_000)).isEqualTo(first);
        assertThat(in.read()).isEqualTo(second[0]);
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(second, 1, 5));
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void damagedFilesAreRefusedOrGiveWhatHtsjdkReads() throws IOException {
        byte[] text = text(150_000);
        byte[][] files = new byte[10][];
        for (int level = 0; level < files.length; level++) files[level] = compressed(text, level);
        int refused = 0;
        int read = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] file = files[round % files.length].clone();
            // Where a header has a time and a system nothing is damaged.
            int from = round % 7 == 0 ? TIME : HEADER;
            int to = round % 7 == 0 ? EXTRA_LENGTH : file.length;
            for (int i = 0; i <= round % 3; i++)
                file[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
            if (round % 5 == 0) file = Arrays.copyOf(file, 1 + random.nextInt(file.length));
            Optional<byte[]> found = read(round % 2 == 0 ? ours(file) : oursByTheJdk(file));
            Optional<byte[]> expected = read(theirs(file));
            assertThat(found.isPresent()).as("round " + round).isEqualTo(expected.isPresent());
            if (found.isPresent()) assertThat(found.get()).isEqualTo(expected.get());
            if (found.isPresent()) read++;
            else refused++;
        }
        assertThat(refused).isGreaterThan(2_000);
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void aBlockThatSaysItHoldsMoreThanABlockCanIsRefused() throws IOException {
        byte[] file = compressed(text(1_000), 5);
        int end = file.length - BgzfBlocks.END_OF_FILE.length;
        file[end - 1] = 0x40; // a gigabyte
        assertThatThrownBy(() -> ours(file).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("says it holds 1073742824 bytes");
    }

    @Test
    void aBlockThatSaysItIsEmptyAndIsNotIsRefused() throws IOException {
        byte[] file = compressed(text(1_000), 5);
        int end = file.length - BgzfBlocks.END_OF_FILE.length;
        Arrays.fill(file, end - 4, end, (byte) 0);
        assertThatThrownBy(() -> ours(file).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void whatIsNoBlockIsRefused() throws IOException {
        byte[] file = Arrays.copyOf(compressed(text(1_000), 5), 2_000); // zeros behind the last block
        assertThatThrownBy(() -> ours(file).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no header of a BGZF block");
    }
}

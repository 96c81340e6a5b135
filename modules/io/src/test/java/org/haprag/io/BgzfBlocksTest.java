package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;

import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.zip.DeflaterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BgzfBlocksTest {
    private static byte[] inflated(BgzfBlocks.Compressed compressed) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(compressed.data(), 0, compressed.length());
        file.write(BgzfBlocks.END_OF_FILE);
        try (BlockCompressedInputStream in =
                new BlockCompressedInputStream(new ByteArrayInputStream(file.toByteArray()))) {
            in.setCheckCrcs(true);
            return in.readAllBytes();
        }
    }

    private static byte[] text(int length, int letters) {
        Random random = new Random(length);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) text[i] = (byte) random.nextInt(letters);
        return text;
    }

    @Test
    void textOfEveryLengthComesBackFromEitherDeflater() throws IOException {
        for (BgzfBlocks blocks : new BgzfBlocks[] {new BgzfBlocks(), new BgzfBlocks(new DeflaterFactory())}) {
            for (int length : new int[] {0, 1, 65_279, 65_280, 65_281, 400_000}) {
                byte[] text = text(length, 4);
                assertThat(inflated(blocks.compress(text, length))).isEqualTo(text);
            }
            blocks.end();
        }
    }

    @Test
    void whatCannotBeCompressedIsStored() throws IOException {
        byte[] noise = text(200_000, 256);
        BgzfBlocks blocks = new BgzfBlocks();
        assertThat(inflated(blocks.compress(noise, noise.length))).isEqualTo(noise);
        blocks.end();
    }

    @Test
    void blockStartsLeadToTheBlockOfATextOffset() throws IOException {
        byte[] text = text(200_000, 4);
        BgzfBlocks blocks = new BgzfBlocks();
        BgzfBlocks.Compressed compressed = blocks.compress(text, text.length);
        assertThat(compressed.blockStart(0)).isZero();
        assertThat(compressed.blockStart(65_279)).isZero();
        int second = compressed.blockStart(65_280);
        byte[] rest = Arrays.copyOfRange(compressed.data(), second, compressed.length());
        try (BlockCompressedInputStream in = new BlockCompressedInputStream(new ByteArrayInputStream(rest))) {
            assertThat(in.readNBytes(100)).isEqualTo(Arrays.copyOfRange(text, 65_280, 65_380));
        }
        blocks.end();
    }

    @Test
    void bytesDoNotDependOnWhatWasCompressedBefore() {
        byte[] text = text(100_000, 10);
        BgzfBlocks fresh = new BgzfBlocks();
        BgzfBlocks used = new BgzfBlocks();
        used.compress(text(300_000, 3), 300_000);
        BgzfBlocks.Compressed expected = fresh.compress(text, text.length);
        BgzfBlocks.Compressed found = used.compress(text, text.length);
        assertThat(Arrays.copyOf(found.data(), found.length()))
                .isEqualTo(Arrays.copyOf(expected.data(), expected.length()));
        fresh.end();
        used.end();
    }
}

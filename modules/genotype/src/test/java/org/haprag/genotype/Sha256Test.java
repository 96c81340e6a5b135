package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** Examples of FIPS 180-4. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    Path folder;

    @Test
    void textBytesAndBuffersAddUpToTheSameDigest() {
        byte[] xabc = "xabc".getBytes(StandardCharsets.US_ASCII);
        assertThat(new Sha256().hex()).isEqualTo(NOTHING);
        assertThat(new Sha256().add("abc").hex()).isEqualTo(ABC);
        assertThat(new Sha256().add(xabc, 1, 1).add(ByteBuffer.wrap(xabc, 2, 2)).hex())
                .isEqualTo(ABC);
    }

    @Test
    void aFileHasTheDigestOfItsBytes() throws IOException {
        assertThat(Sha256.of(Files.writeString(folder.resolve("abc"), "abc"))).isEqualTo(ABC);
        assertThat(Sha256.of(Files.createFile(folder.resolve("empty")))).isEqualTo(NOTHING);
        byte[] million = new byte[1_000_000];
        Arrays.fill(million, (byte) 'a');
        assertThat(Sha256.of(Files.write(folder.resolve("million"), million)))
                .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        assertThatThrownBy(() -> Sha256.of(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anInterruptedThreadAbandonsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Sha256.of(file)).isInstanceOf(IOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}

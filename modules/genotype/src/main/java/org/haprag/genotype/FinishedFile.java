package org.haprag.genotype;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** How a file appears under its name: at once, complete, and only when its bytes are on the disk. */
public final class FinishedFile {
    private FinishedFile() {}

    /**
     * Gives a file that was written under another name its own, over whatever has it.
     *
     * @param written complete and closed, in the folder of {@code name}
     */
    public static void appear(Path written, Path name) throws IOException {
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(written, name, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}

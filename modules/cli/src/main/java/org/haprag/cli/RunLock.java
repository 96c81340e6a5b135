package org.haprag.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.haprag.genotype.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a second run from writing to the same output: an exclusive lock on the run's log. */
final class RunLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock; the file is made if it is missing, and its content is left alone.
     *
     * @throws InputException if another run has it
     */
    static RunLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(channel)) return new RunLock(channel);
        channel.close();
        throw new InputException(
                file.toString(),
                "another run writes to the same --out",
                "a log that is in use",
                "an output of its own for each run",
                "wait for the other run, or choose another --out");
    }

    private static boolean locked(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // of this process
        } catch (IOException e) {
            LOG.debug("this file system has no locks", e);
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a lock", e);
        }
    }
}

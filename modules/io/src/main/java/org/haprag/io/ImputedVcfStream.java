package org.haprag.io;

import java.io.PrintStream;
import java.nio.file.Path;
import org.haprag.genotype.InputException;

/** Writes imputed genotypes as the text of a VCF to a stream, such as standard output. The stream is not closed. */
public final class ImputedVcfStream implements ImputedSink {
    private static final int FULL_BYTES = 1 << 20;

    private final PrintStream out;
    private final Path name;
    private final RecordFormat format;
    private final TextBlock block = new TextBlock();

    /**
     * @param out which keeps its errors to itself until it is asked
     * @param name what the stream is called in messages
     */
    public ImputedVcfStream(PrintStream out, Path name, ImputedVcfHeader header) {
        this.out = out;
        this.name = name;
        this.format = new RecordFormat(header);
        format.header(block);
    }

    @Override
    public void write(ImputedSite site) {
        format.record(block, site);
        if (block.length() >= FULL_BYTES) flush();
    }

    private void flush() {
        out.write(block.bytes(), 0, block.length());
        if (out.checkError()) {
            throw new InputException(
                    name.toString(),
                    "standard output does not take the VCF",
                    "an error after writing to it",
                    "a reader that reads to the end, or a disk with room",
                    "look at the command behind the pipe, or write to a file with --out OUT.vcf.gz");
        }
        block.clear();
    }

    @Override
    public void commit() {
        flush();
    }
}

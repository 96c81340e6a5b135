package org.haprag.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes imputed genotypes as the text of a VCF to a stream, such as standard output. The stream is not closed. */
public final class ImputedVcfStream implements ImputedSink {
    private static final int FULL_BYTES = 1 << 20;

    private final OutputStream out;
    private final Path name;
    private final RecordFormat format;
    private final TextBlock block = new TextBlock();

    /** @param name what the stream is called in messages */
    public ImputedVcfStream(OutputStream out, Path name, ImputedVcfHeader header) {
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
        try {
            out.write(block.bytes(), 0, block.length());
            out.flush();
        } catch (IOException e) {
            throw IndexedBgzf.unwritable(name, e);
        }
        block.clear();
    }

    @Override
    public void commit() {
        flush();
    }
}

package org.haprag.imputation;

import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedSite;

/** Passes sites on until it has had some windows; fails at the next site, without a commit. */
final class FailingSink implements ImputedSink {
    private final ImputedSink sink;
    private final int windows;

    FailingSink(ImputedSink sink, int windows) {
        this.sink = sink;
        this.windows = windows;
    }

    @Override
    public void write(ImputedSite site) {
        if (sink.checkpoints() == windows) throw new IllegalStateException("the disk is full");
        sink.write(site);
    }

    @Override
    public int checkpoints() {
        return sink.checkpoints();
    }

    @Override
    public void checkpoint() {
        sink.checkpoint();
    }

    @Override
    public void close() {
        sink.close();
    }
}

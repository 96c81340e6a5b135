package org.haprag.imputation;

import org.haprag.io.ImputedSink;

/** Looks on while windows are imputed, one after the other. Asked by one thread. */
interface RunWatch {
    /** Looks away. */
    RunWatch NONE = new RunWatch() {
        @Override
        public ImputedSink over(ImputedSink sink) {
            return sink;
        }

        @Override
        public void begin(int window) {}

        @Override
        public void end(int window, Imputation imputation) {}
    };

    /** Hears every site on its way to a sink. */
    ImputedSink over(ImputedSink sink);

    /** A window of the plan is about to be written. */
    void begin(int window);

    /** It has been written. */
    void end(int window, Imputation imputation);
}

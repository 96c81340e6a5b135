package org.haprag.evaluation.input;

/** An allele that is put together of parts with different samples. */
interface Mergeable<A> {
    /** Empties it: nothing is known of any sample. */
    void clear();

    /** Takes what a part knows. @param samples the place here of each sample of the part */
    void take(A part, int[] samples);
}

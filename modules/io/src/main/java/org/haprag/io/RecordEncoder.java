package org.haprag.io;

/** Turns imputed sites into records of one form. Stateless, shared by the threads. */
interface RecordEncoder {
    /** Appends what stands before the records. */
    void header(TextBlock out);

    /** Appends a record. */
    void record(TextBlock out, ImputedSite site);

    /** An index of such records, to be filled. */
    RecordIndex index();
}

package org.haprag.evaluation.input;

/** Turns the records of one source into alleles of one kind. */
interface RecordDecoder<A extends ScoredAllele> {
    /** A new, empty value. */
    A create();

    /** Reads the source's current record once, for all its ALT alleles. */
    void load();

    /** Fills in the allele that was identified last, from the record that was loaded last. */
    void fill(A allele);
}

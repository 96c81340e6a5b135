package org.haprag.evaluation.input;

import org.haprag.io.VcfScanner;

/** Turns records into alleles of one kind. */
interface RecordDecoder<A extends ScoredAllele> {
    /** A new, empty value. */
    A create();

    /** Reads the current record once, for all its ALT alleles. */
    void load(VcfScanner vcf);

    /** Fills in the allele that was identified last, from the record that was loaded last. */
    void fill(A allele);
}

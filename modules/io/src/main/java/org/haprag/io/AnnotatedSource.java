package org.haprag.io;

/** A source whose records carry INFO and FORMAT fields, as VCF has them. */
public interface AnnotatedSource extends VariantSource {
    /** Whether the header declares an INFO key. */
    boolean declaresInfo(String key);

    /** Whether the header declares a FORMAT key. */
    boolean declaresFormat(String key);

    /** Whether FORMAT of the current record has a key. */
    boolean hasFormat(String key);

    /**
     * Numbers of a FORMAT key of the current record.
     *
     * @param out perSample numbers a sample; NaN where the file has '.' or leaves trailing fields out
     * @param perSample how many numbers each diploid sample must have, as 1 for DS of a biallelic record, 3 for its GP; a
     *     haploid sample that has fewer of them (2 for its GP) leaves the rest of its room NaN
     */
    void formatFloats(String key, float[] out, int perSample);

    @Override
    default AnnotatedSource annotated() {
        return this;
    }
}

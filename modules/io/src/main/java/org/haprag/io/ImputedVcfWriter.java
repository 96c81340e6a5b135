package org.haprag.io;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.haprag.genotype.Site;

/**
 * Writes imputed genotypes as bgzipped VCF with a tabix index. Formatting and compression run in threads of their own;
 * the bytes do not depend on how many. The output appears under its name only at {@link #commit}, complete and indexed;
 * {@link #close} without commit leaves nothing, unless the file is {@link #resumable} and has a checkpoint.
 *
 * <pre>{@code
 * try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header, threads)) {
 *     out.write(site, typed, altProbability, null, gt, af, r2);
 *     out.commit();
 * }
 * }</pre>
 */
public final class ImputedVcfWriter implements AutoCloseable {
    private final IndexedBgzf out;
    private final ImputedVcfHeader header;
    private final RecordFormat format;
    private final ConcurrentLinkedQueue<RecordBatch> idle = new ConcurrentLinkedQueue<>();
    private RecordBatch batch = new RecordBatch();

    private ImputedVcfWriter(IndexedBgzf out, ImputedVcfHeader header) {
        this.out = out;
        this.header = header;
        this.format = new RecordFormat(header.samples().count(), header.fields());
    }

    /**
     * Begins a file.
     *
     * @param threads how many threads format and compress, at least 1
     * @throws org.haprag.genotype.InputException if the file cannot be written
     */
    public static ImputedVcfWriter open(Path path, ImputedVcfHeader header, int threads) {
        IndexedBgzf out = new IndexedBgzf(path, threads);
        String text = header.text();
        out.submit(block -> block.append(text));
        return new ImputedVcfWriter(out, header);
    }

    /**
     * Begins a file that outlives its process, or goes on with one.
     *
     * @param fingerprint lines that tell everything that decides what is written
     * @param resume whether to go on with what an earlier process with the same fingerprint left beside {@code path}
     * @throws org.haprag.genotype.InputException if the file cannot be written, or the earlier process was another one
     */
    public static ImputedVcfWriter resumable(
            Path path, ImputedVcfHeader header, int threads, String fingerprint, boolean resume) {
        IndexedBgzf out = IndexedBgzf.resumable(path, threads, fingerprint, header.contig(), resume);
        if (out.checkpoints() == 0) {
            String text = header.text();
            out.submit(block -> block.append(text));
        }
        return new ImputedVcfWriter(out, header);
    }

    /** How many checkpoints a {@link #resumable} file has had, in an earlier process too. */
    public int checkpoints() {
        return out.checkpoints();
    }

    /** Ends a batch of records; of a {@link #resumable} file, no later process need write again what was written so far. */
    public void checkpoint() {
        flush();
        out.checkpoint();
    }

    /**
     * Writes a record without leave-one-out dosages.
     *
     * @see #write(Site, boolean, float[], float[], byte[], double[], double, double, float[])
     */
    public void write(Site site, boolean typed, float[] altProbability, float[] gp, byte[] gt, double[] af, double r2) {
        write(site, typed, altProbability, gp, gt, af, r2, Double.NaN, null);
    }

    /**
     * Writes a record. Sites come sorted by position. The arrays are copied and may be used again.
     *
     * @param site with A ALT alleles, A at least 1
     * @param typed whether the site was genotyped in the targets
     * @param altProbability (A, haplotypes) flattened: P(haplotype h carries ALT a) at [a * haplotypes + h], 0 to 1
     * @param gp (samples, (A+1)(A+2)/2) flattened: genotype probabilities in VCF order; null to take the product of the
     *     two haplotypes' distributions
     * @param gt best-guess allele codes, 2 a sample; may be null if GT is not written
     * @param af A frequencies of the ALT alleles, estimated in the targets
     * @param r2 estimated r2 of the site; NaN leaves it out
     * @param er2 leave-one-out r2; NaN leaves it out
     * @param lds leave-one-out probabilities in the order of {@code altProbability}, if the header has {@link
     *     OutputField#LDS}; kept until it is written; null for none
     */
    public void write(
            Site site,
            boolean typed,
            float[] altProbability,
            float[] gp,
            byte[] gt,
            double[] af,
            double r2,
            double er2,
            float[] lds) {
        if (lds != null && (lds.length != altProbability.length || !format.writes(OutputField.LDS))) {
            throw new IllegalArgumentException(site + ": " + lds.length + " leave-one-out dosages, not expected");
        }
        check(site, altProbability, gp, gt, af);
        batch.add(
                site,
                InfoColumn.text(typed, af, r2, er2),
                altProbability,
                gp,
                format.writes(OutputField.GT) ? gt : null,
                lds);
        if (batch.full()) flush();
    }

    /**
     * Writes what was observed at a site that the panel lacks: dosages 0, 1 or 2, and missing where there is no call.
     *
     * @param site on the header's contig, with one ALT at least
     * @param alleles allele codes, 2 a sample; both negative where there is no call
     */
    public void writeObserved(Site site, byte[] alleles) {
        int alts = site.alts().size();
        float[] p = new float[alts * alleles.length];
        double[] af = new double[alts];
        int called = 0;
        for (int h = 0; h < alleles.length; h++) {
            if (alleles[h] >= 0) called++;
            for (int a = 0; a < alts; a++) {
                p[a * alleles.length + h] = alleles[h] < 0 ? Float.NaN : alleles[h] == a + 1 ? 1 : 0;
                if (alleles[h] == a + 1) af[a]++;
            }
        }
        for (int a = 0; a < alts; a++) af[a] /= Math.max(1, called);
        check(site, p, null, alleles, af);
        batch.add(site, InfoColumn.targetOnly(af), p, null, format.writes(OutputField.GT) ? alleles : null, null);
        if (batch.full()) flush();
    }

    private void check(Site site, float[] altProbability, float[] gp, byte[] gt, double[] af) {
        int alts = site.alts().size();
        int haplotypes = header.samples().haplotypeCount();
        int genotypes = (alts + 1) * (alts + 2) / 2;
        boolean sound = alts > 0
                && altProbability.length == alts * haplotypes
                && (gp == null || gp.length == genotypes * header.samples().count())
                && (gt == null ? !format.writes(OutputField.GT) : gt.length == haplotypes)
                && af.length == alts
                && site.contig().equals(header.contig());
        if (!sound) {
            throw new IllegalArgumentException(site + ": " + alts + " ALT and " + haplotypes + " haplotypes on "
                    + header.contig() + " do not fit " + altProbability.length + " probabilities, "
                    + (gp == null ? "no" : gp.length) + " GP, " + (gt == null ? "no" : gt.length) + " GT, " + af.length
                    + " AF");
        }
    }

    private void flush() {
        if (batch.isEmpty()) return;
        RecordBatch full = batch;
        out.submit(block -> {
            full.format(format, block);
            full.clear();
            idle.add(full);
        });
        RecordBatch next = idle.poll();
        batch = next == null ? new RecordBatch() : next;
    }

    /** Writes what is left and gives the file and its index their final names. */
    public void commit() {
        flush();
        out.commit();
    }

    /** Ends the threads; without {@link #commit} nothing is left of the file. */
    @Override
    public void close() {
        out.close();
    }
}

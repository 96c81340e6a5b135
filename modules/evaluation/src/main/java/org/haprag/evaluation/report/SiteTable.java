package org.haprag.evaluation.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haprag.evaluation.ScoredSite;
import org.haprag.evaluation.input.Claim;
import org.haprag.evaluation.input.ImputedAllele;
import org.haprag.metrics.Metric;
import org.haprag.metrics.SiteAccuracy;

/** Writes by_site.tsv as the sites stream by: one line a (site, ALT allele, method). */
public final class SiteTable implements AutoCloseable {
    private static final int DIGITS = 5;

    private final BufferedWriter out;
    private final StringBuilder line = new StringBuilder(256);

    /** @param tsv is overwritten */
    public SiteTable(Path tsv) {
        try {
            out = Files.newBufferedWriter(tsv);
            out.write("contig\tpos\tid\tref\talt\tclass\ttyped\tpanel_af\tmethod\tpresent\tpairs\tr2\tnrd\twrong"
                    + "\ttrue_af\tcalled_af\tclaimed_r2\trecomputed_r2\tclaimed_er2\trecomputed_er2\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes one line.
     *
     * @param present whether the method has the site
     */
    public void write(ScoredSite where, String method, SiteAccuracy accuracy, ImputedAllele imputed, boolean present) {
        line.setLength(0);
        line.append(where.site().contig())
                .append('\t')
                .append(where.site().pos())
                .append('\t');
        line.append(where.site().id()).append('\t').append(where.site().ref()).append('\t');
        line.append(where.alt()).append('\t').append(where.siteClass().key()).append('\t');
        line.append(where.typed() ? 1 : 0).append('\t');
        Decimals.append(line, where.altFrequency(), DIGITS).append('\t');
        line.append(method).append('\t').append(present ? 1 : 0).append('\t');
        line.append(accuracy.pairs()).append('\t');
        Decimals.append(line, accuracy.r2(), DIGITS).append('\t');
        Decimals.append(line, accuracy.value(Metric.NRD), DIGITS).append('\t');
        line.append(accuracy.wrong()).append('\t');
        Decimals.append(line, accuracy.trueAltFrequency(), DIGITS).append('\t');
        Decimals.append(line, accuracy.calledAltFrequency(), DIGITS);
        claim(imputed, Claim.R2);
        claim(imputed, Claim.ER2);
        line.append('\n');
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void claim(ImputedAllele imputed, Claim claim) {
        Decimals.append(line.append('\t'), imputed.claim(claim), DIGITS);
        Decimals.append(line.append('\t'), imputed.recomputed(claim), DIGITS);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

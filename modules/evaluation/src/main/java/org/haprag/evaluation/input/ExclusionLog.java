package org.haprag.evaluation.input;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haprag.genotype.Site;

/** Writes every (site, ALT allele) that is left out to a TSV as it is met, and counts them by file and reason. */
public final class ExclusionLog implements AutoCloseable {
    private final BufferedWriter out;
    private final Map<String, Map<Exclusion, Integer>> counts = new LinkedHashMap<>();

    /** @param tsv is overwritten */
    public ExclusionLog(Path tsv) {
        try {
            out = Files.newBufferedWriter(tsv);
            out.write("file\tcontig\tpos\tid\tref\talt\treason\texplanation\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes down an allele that is left out.
     *
     * @param file name of the file that has the record
     */
    public void add(String file, Site record, int alt, Exclusion why) {
        counts.computeIfAbsent(file, f -> new EnumMap<>(Exclusion.class)).merge(why, 1, Integer::sum);
        String allele = record.alts().isEmpty() ? "." : record.alts().get(alt);
        try {
            out.write(file
                    + '\t'
                    + record.contig()
                    + '\t'
                    + record.pos()
                    + '\t'
                    + record.id()
                    + '\t'
                    + record.ref()
                    + '\t'
                    + allele
                    + '\t'
                    + why
                    + '\t'
                    + why.reason()
                    + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By file, then by reason, how many alleles were left out. */
    public Map<String, Map<Exclusion, Integer>> counts() {
        return Collections.unmodifiableMap(counts);
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

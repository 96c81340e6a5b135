package org.haprag.imputation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;
import org.haprag.io.ContigLine;
import org.haprag.io.FlawedRecords;
import org.haprag.io.RecordFlaw;
import org.haprag.io.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a genome, stretch by stretch, matches targets with the panel, and tells what became of their sites: the log and the run's
 * record of each stretch, the table of sites of all.
 */
final class MatchedGenome implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MatchedGenome.class);

    private final ImputeRequest request;
    private final RunRecorder recorder;
    private final GenomeReader reader;
    private final SitesFile sites;
    private final List<StretchResults> results = new ArrayList<>();
    private boolean finished;

    /**
     * A stretch whose targets are matched.
     *
     * @param results hears what is found of it
     */
    record Matched(ImputeInputs inputs, TargetMatching matching, StretchResults results) {}

    MatchedGenome(ImputeRequest request, RunRecorder recorder) throws IOException {
        this.request = request;
        this.recorder = recorder;
        this.reader = new GenomeReader(request, recorder);
        this.sites = new SitesFile(request.working().sitesTable());
    }

    /** The contigs in their order; complete once the first stretch has been read. */
    List<ContigLine> contigs() {
        return reader.contigs();
    }

    /** Whether there are several stretches, as far as that is known. */
    boolean several() {
        return reader.several();
    }

    /**
     * The next stretch with typed sites.
     *
     * @return empty if there are no more
     * @throws InputException if a file is malformed, or panel and targets do not belong together; the table of
     *     sites is there then, too
     */
    Optional<Matched> next() throws IOException {
        for (Optional<ImputeInputs> inputs = read(); inputs.isPresent(); inputs = read()) {
            ImputeInputs here = inputs.get();
            if (here.several()) LOG.info("contig {}", here.name());
            TargetMatching matching = TargetMatching.of(here, request);
            StretchResults found = new StretchResults(recorder, here.name());
            results.add(found);
            found.result("targetSites", matching.table().counts());
            sites.add(matching.table());
            if (matching.typed().typedCount() == 0) {
                if (!here.several()) throw matching.nothingMatched(sites.table());
                LOG.warn("{}: no target site can be used, so that nothing is imputed", here.name());
                continue;
            }
            matching.report(found);
            matching.check(request.sites().accepted());
            if (!here.several()) finish();
            return Optional.of(new Matched(here, matching, found));
        }
        finish();
        return Optional.empty();
    }

    private Optional<ImputeInputs> read() throws IOException {
        Optional<ImputeInputs> inputs = reader.next();
        for (GenomeReader.PassedOver passed : reader.passedOver()) {
            for (Site site : passed.sites()) sites.addLacking(site);
            sites.add(passed.flawed());
        }
        return inputs;
    }

    /** Reads a stretch again that was given before; nothing is told of it a second time. @param results as before */
    Matched again(Stretch stretch, StretchResults results) throws IOException {
        ImputeInputs inputs = reader.again(stretch);
        return new Matched(inputs, TargetMatching.of(inputs, request), results);
    }

    /** What the user is told where targets have no records in any stretch. */
    InputException nothing() {
        List<String> elsewhere = List.copyOf(reader.targetsElsewhere().keySet());
        if (!reader.unusable().isEmpty()) return noneUsable();
        return new InputException(
                "--target",
                "no target site can be used: the target file has no records here",
                "none in " + String.join(", ", reader.withoutTargets())
                        + (elsewhere.isEmpty() ? "" : ", but some on " + String.join(", ", elsewhere)),
                "at least one typed site",
                "check that targets and panel are of the same contig and genome build"
                        + sites.table()
                                .filter(table -> !elsewhere.isEmpty())
                                .map(table -> "; " + table + " has every site and its fate")
                                .orElse(""));
    }

    private InputException noneUsable() {
        String reasons = reader.unusable().entrySet().stream()
                .map(e -> e.getValue() + " records: " + e.getKey().reason())
                .collect(Collectors.joining(", "));
        boolean calls = reader.unusable().containsKey(RecordFlaw.NO_GENOTYPES);
        return new InputException(
                "--target",
                "none of the target records can be used",
                reasons,
                "at least one typed site",
                calls
                        ? "give called genotypes (GT); likelihoods and dosages alone, as low coverage gives, are not imputed from"
                        : "correct these records");
    }

    /** Adds target records on contigs that the panel lacks, and ends the table. */
    private void finish() throws IOException {
        if (finished) return;
        finished = true;
        Map<String, Path> elsewhere = reader.targetsElsewhere();
        long records = 0;
        for (Map.Entry<String, Path> contig : elsewhere.entrySet()) {
            FlawedRecords flawed = new FlawedRecords(request.sites().flawed());
            records += sites.addLacking(contig.getValue(), contig.getKey(), flawed);
        }
        if (!elsewhere.isEmpty()) {
            LOG.warn(
                    "{} target records are on contigs that the panel lacks: {}",
                    records,
                    String.join(", ", elsewhere.keySet()));
        }
        sites.close();
        if (sites.table().isPresent()) recorder.output("sites", sites.table().get());
    }

    /** Ends the table of sites, and tells the run what was found of its stretches. */
    @Override
    public void close() throws IOException {
        sites.close();
        List<Map<String, Object>> all =
                results.stream().map(StretchResults::results).toList();
        recorder.result("contigs", all);
        if (!reader.withoutTargets().isEmpty()) recorder.result("contigsWithoutTargets", reader.withoutTargets());
        if (all.size() == 1) {
            Map<String, Object> one = new LinkedHashMap<>(all.get(0));
            one.remove("contig");
            one.forEach(recorder::result);
        } else {
            recorder.result("targetSites", targetSites(all));
        }
    }

    /** How many sites met each fate, on all contigs. */
    private static Map<String, Integer> targetSites(List<Map<String, Object>> all) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Map<String, Object> one : all) {
            ((Map<?, ?>) one.get("targetSites"))
                    .forEach((fate, n) -> counts.merge((String) fate, (Integer) n, Integer::sum));
        }
        return counts;
    }
}

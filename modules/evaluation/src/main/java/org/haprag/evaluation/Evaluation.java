package org.haprag.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haprag.evaluation.input.ExclusionLog;
import org.haprag.evaluation.input.InputFiles;
import org.haprag.evaluation.input.SampleGroups;
import org.haprag.evaluation.report.OutputFiles;
import org.haprag.evaluation.report.SiteTable;
import org.haprag.genotype.InputException;
import org.haprag.io.SiteListReader;
import org.haprag.io.SitePositions;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.PairedScores;

/**
 * Judges imputed files: reads everything once, in lockstep, holding one position in memory, and writes tables,
 * {@code metrics.json} and {@code report.html}.
 */
public final class Evaluation {
    private final EvaluationRequest request;
    private final List<String> methodNames = new ArrayList<>();

    private Evaluation(EvaluationRequest request) {
        this.request = request;
        request.files().forEach(f -> methodNames.add(f.name()));
        request.baselines().stream().sorted().forEach(b -> methodNames.add(b.label()));
    }

    /**
     * Judges and writes all outputs into the request's directory.
     *
     * @throws InputException if a file is malformed, contigs are ordered differently, or nothing can be scored
     */
    public static EvaluationResult run(EvaluationRequest request) {
        try {
            Files.createDirectories(request.outDir());
        } catch (IOException e) {
            throw new InputException(
                    request.outDir().toString(),
                    "the output directory cannot be made",
                    e.toString(),
                    "a directory that can be written to",
                    "choose another",
                    e);
        }
        EvaluationResult result = new Evaluation(request).judge();
        OutputFiles.write(result, request.outDir());
        return result;
    }

    private EvaluationResult judge() {
        refusePipes();
        SampleGroups groups = request.groups()
                .map(path -> SampleGroups.read(path, request.groupColumn()))
                .orElse(SampleGroups.none());
        Optional<SitePositions> typed = request.typedSites().map(SiteListReader::read);
        try (ExclusionLog exclusions = new ExclusionLog(request.outDir().resolve(OutputFiles.EXCLUDED));
                SiteTable table = new SiteTable(request.outDir().resolve(OutputFiles.BY_SITE));
                InputFiles files = InputFiles.open(
                        new InputFiles.Source("truth", request.truth()),
                        new InputFiles.Source("panel", request.panel()),
                        request.files().stream()
                                .map(file -> new InputFiles.Source(file.name(), file.parts()))
                                .toList(),
                        request.region(),
                        exclusions)) {
            CompletableFuture<List<FileProvenance>> provenance = CompletableFuture.supplyAsync(provenance(files)::list);
            SiteMatcher matcher = new SiteMatcher(files, typed, exclusions);
            Scoring scoring = new Scoring(files, matcher, table, methodNames);
            matcher.run(scoring);
            requireSites(scoring, exclusions);
            requireTyped(matcher);
            return result(files, groups, scoring, exclusions, join(provenance));
        }
    }

    /** Every file is read for its digest, too. */
    private void refusePipes() {
        List<Path> paths = new ArrayList<>(request.truth());
        paths.addAll(request.panel());
        request.files().forEach(file -> paths.addAll(file.parts()));
        request.typedSites().ifPresent(paths::add);
        for (Path path : paths) {
            if (!Files.exists(path) || Files.isRegularFile(path) || Files.isDirectory(path)) continue;
            throw new InputException(
                    path.toString(),
                    "it is read more than once",
                    "a pipe",
                    "a file",
                    "write it to a file first, and give that");
        }
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
    }

    private void requireSites(Scoring scoring, ExclusionLog exclusions) {
        if (scoring.typedSites() + scoring.untypedSites() > 0) return;
        String reasons = exclusions.counts().entrySet().stream()
                .flatMap(file -> file.getValue().entrySet().stream()
                        .map(e -> file.getKey() + ": " + e.getValue() + " " + e.getKey()))
                .collect(Collectors.joining(", "));
        throw new InputException(
                request.truth().get(0).toString(),
                "no site can be scored",
                reasons.isEmpty() ? "no site with an ALT allele" : reasons,
                "sites that truth and panel share",
                "check that truth and panel are of the same build and region");
    }

    /** A list of the typed sites that has none of them would let the typed sites count as imputed. */
    private void requireTyped(SiteMatcher matcher) {
        if (request.typedSites().isEmpty() || matcher.anyTyped()) return;
        throw new InputException(
                request.typedSites().get().toString(),
                "none of the typed sites is a site of the truth or of an imputed file",
                "no position in common",
                "positions of the same contigs and genome build, counted from 1 (or a BED)",
                "give the sites that the targets were typed at");
    }

    private EvaluationResult result(
            InputFiles files,
            SampleGroups groups,
            Scoring scoring,
            ExclusionLog exclusions,
            List<FileProvenance> provenance) {
        List<MethodSummary> methods = summaries(files, scoring);
        PairedScores untyped = paired(methods, MethodSummary::untyped, MafStratum.rows());
        Map<SiteClass, PairedScores> byClass = new LinkedHashMap<>();
        for (SiteClass c : SiteClass.values()) {
            if (scoring.tallies().get(0).untyped(c).sites(MafStratum.ALL) == 0) continue;
            byClass.put(c, paired(methods, m -> m.tally().untyped(c), MafStratum.rows()));
        }
        Map<String, PairedScores> byGroup = new LinkedHashMap<>();
        groups.members(files.samples().samples()).forEach((group, members) -> {
            int[] kept = members.stream().mapToInt(Integer::intValue).toArray();
            byGroup.put(group, paired(methods, m -> m.untyped().subset(kept), MafStratum.rows()));
        });
        EvaluationResult.SiteCounts counts = new EvaluationResult.SiteCounts(
                scoring.untypedSites(), scoring.typedSites(), typedFrom(scoring), exclusions.counts());
        return new EvaluationResult(
                request,
                methods,
                files.samples().samples(),
                files.samples().leftOut(),
                groups,
                counts,
                untyped,
                paired(methods, m -> m.tally().typed(), MafStratum.rows()),
                byClass,
                byGroup,
                EvaluationResult.differences(methods, untyped),
                scoring.tracks(),
                provenance,
                Warnings.of(files, methods, counts));
    }

    private PairedScores paired(
            List<MethodSummary> methods, Function<MethodSummary, MafStratifiedScores> part, List<MafStratum> rows) {
        return PairedScores.of(methods.stream().map(part).toList(), rows, request.bootstrap());
    }

    private String typedFrom(Scoring scoring) {
        if (request.typedSites().isPresent()) return "list";
        return scoring.typedSites() > 0 ? "flags" : "none";
    }

    private List<MethodSummary> summaries(InputFiles files, Scoring scoring) {
        List<MethodSummary> methods = new ArrayList<>();
        for (int m = 0; m < methodNames.size(); m++) {
            boolean file = m < request.files().size();
            methods.add(new MethodSummary(
                    methodNames.get(m),
                    file ? Optional.of(request.files().get(m)) : Optional.empty(),
                    file ? files.readings().get(m).dosageSource() : "panel",
                    file ? files.readings().get(m).posteriorSource() : "panel",
                    file
                            ? files.readings().get(m).missing()
                                    + files.imputed().get(m).lacking()
                            : 0,
                    scoring.tallies().get(m)));
        }
        return methods;
    }

    private ProvenanceList provenance(InputFiles files) {
        ProvenanceList list = new ProvenanceList();
        list.add("truth", "truth", files.headers(0));
        list.add("panel", "panel", files.headers(1));
        for (int f = 0; f < request.files().size(); f++) {
            list.add("imputed", request.files().get(f).name(), files.headers(f + 2));
        }
        request.typedSites().ifPresent(path -> list.add("typed sites", "typed sites", plain(path)));
        request.groups().ifPresent(path -> list.add("groups", "groups", plain(path)));
        return list;
    }

    private static List<InputFiles.Header> plain(Path path) {
        return List.of(new InputFiles.Header(path, List.of()));
    }

    /** Files to digest, which takes a while and is done beside the reading. */
    private static final class ProvenanceList {
        private record Entry(String role, String name, InputFiles.Header header) {}

        private final List<Entry> entries = new ArrayList<>();

        void add(String role, String name, List<InputFiles.Header> files) {
            for (InputFiles.Header file : files) entries.add(new Entry(role, name, file));
        }

        List<FileProvenance> list() {
            return entries.stream()
                    .map(e -> FileProvenance.of(
                            e.role(), e.name(), e.header().file(), e.header().lines()))
                    .toList();
        }
    }
}

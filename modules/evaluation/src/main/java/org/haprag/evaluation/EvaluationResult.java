package org.haprag.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haprag.evaluation.input.Exclusion;
import org.haprag.evaluation.input.SampleGroups;
import org.haprag.genotype.Samples;
import org.haprag.metrics.ErrorTrack;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.PairedScores;

/**
 * All that was found. Rows of {@link PairedScores} are methods in the order of {@link #methods()}.
 *
 * @param request what was asked
 * @param methods the imputed files, then the baselines
 * @param samples that were scored
 * @param samplesLeftOut samples of the truth that some file lacks
 * @param groups of the samples
 * @param sites counts of sites
 * @param untyped scores at the sites that were not typed: what docs/metrics.md speaks of
 * @param typed scores at typed sites
 * @param byClass scores at untyped sites of each kind that occurs
 * @param byGroup scores at untyped sites of each group's samples
 * @param differences between any two methods, each against an earlier one
 * @param tracks errors along each contig
 * @param provenance of the files that were read
 * @param warnings for the user to heed
 */
public record EvaluationResult(
        EvaluationRequest request,
        List<MethodSummary> methods,
        Samples samples,
        List<String> samplesLeftOut,
        SampleGroups groups,
        SiteCounts sites,
        PairedScores untyped,
        PairedScores typed,
        Map<SiteClass, PairedScores> byClass,
        Map<String, PairedScores> byGroup,
        List<Difference> differences,
        List<ErrorTrack> tracks,
        List<FileProvenance> provenance,
        List<String> warnings) {
    public EvaluationResult {
        methods = List.copyOf(methods);
        samplesLeftOut = List.copyOf(samplesLeftOut);
        byClass = Collections.unmodifiableMap(new LinkedHashMap<>(byClass));
        byGroup = Collections.unmodifiableMap(new LinkedHashMap<>(byGroup));
        differences = List.copyOf(differences);
        tracks = List.copyOf(tracks);
        provenance = List.copyOf(provenance);
        warnings = List.copyOf(warnings);
    }

    /**
     * Counts of (site, ALT allele).
     *
     * @param untyped scored, not typed
     * @param typed scored, typed
     * @param typedFrom {@code list}, {@code flags} of the files, or {@code none} if nothing told
     * @param leftOut by file, then by reason
     */
    public record SiteCounts(int untyped, int typed, String typedFrom, Map<String, Map<Exclusion, Integer>> leftOut) {
        public SiteCounts {
            Map<String, Map<Exclusion, Integer>> copy = new LinkedHashMap<>();
            leftOut.forEach((file, reasons) -> copy.put(file, Collections.unmodifiableMap(reasons)));
            leftOut = Collections.unmodifiableMap(copy);
        }
    }

    /** Where phase is judged: at typed sites if there are any. */
    public PhaseSites phaseSites() {
        return sites.typed() > 0 ? PhaseSites.TYPED : PhaseSites.COMMON;
    }

    /** The methods of which phased calls could be compared with a phased truth. */
    public List<MethodSummary> phasedMethods() {
        return methods.stream()
                .filter(m -> m.switchErrors(phaseSites()).total().pairs() > 0)
                .toList();
    }

    /** The names of the methods, in order. */
    public List<String> methodNames() {
        return methods.stream().map(MethodSummary::name).toList();
    }

    /** All differences of later methods from earlier ones. */
    static List<Difference> differences(List<MethodSummary> methods, PairedScores scores) {
        List<Difference> list = new ArrayList<>();
        for (int m = 1; m < methods.size(); m++) {
            for (int reference = 0; reference < m; reference++) {
                String name = methods.get(m).name();
                String other = methods.get(reference).name();
                for (MafStratum row : scores.rows()) {
                    for (Metric metric : Metric.values()) {
                        list.add(new Difference(
                                name, other, row, metric.key(), scores.difference(m, reference, row, metric)));
                    }
                    list.add(new Difference(
                            name, other, row, Difference.ERROR_RATIO, scores.errorRatio(m, reference, row)));
                }
            }
        }
        return list;
    }
}

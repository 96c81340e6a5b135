package org.haprag.imputation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.Region;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.FlawedRecords;
import org.haprag.io.Males;
import org.haprag.io.PanelReadOptions;

/**
 * Which files are imputed from, and how they are read, matched and cut.
 *
 * @param input the files
 * @param region what is written; empty for everything
 * @param windows how contigs are cut, and which part of all is done
 * @param sites what becomes of sites that do not simply match
 * @param empirical whether typed sites are imputed too, as if they had not been typed
 * @param working files that are written on the way
 * @param threads how many impute, at least 1
 */
public record ImputeRequest(
        Input input,
        Optional<Region> region,
        Windows windows,
        Sites sites,
        EmpiricalR2 empirical,
        Working working,
        int threads) {

    /**
     * What is read.
     *
     * @param panel phased reference panel: VCF, BCF or {@code .hpanel}; a name with {@code {}} in the place of the contig stands
     *     for one file a contig
     * @param target targets: VCF, BCF or PLINK; likewise
     * @param map genetic map; likewise; empty for 1 cM/Mb
     * @param males of panel and targets, who are haploid on X and Y whatever the files say
     * @param phase what becomes of the targets' phase
     */
    public record Input(Path panel, Path target, Optional<Path> map, Males males, TargetPhase phase) {
        /** As the files say. */
        public Input(Path panel, Path target, Optional<Path> map) {
            this(panel, target, map, Males.UNKNOWN, TargetPhase.TRUSTED);
        }
    }

    /** What becomes of the phase of calls that have one, such as {@code 0|1}. */
    public enum TargetPhase {
        /** It holds. */
        TRUSTED,
        /** It counts for nothing; the targets are imputed as if no call had a phase. */
        IGNORED
    }

    /**
     * How each contig is cut.
     *
     * @param windowCm greatest length of a window's core
     * @param overlapCm context on both sides of a window, and of the region
     * @param chunk which part is done; empty for all
     */
    public record Windows(double windowCm, double overlapCm, Optional<Chunk> chunk) {
        public static Windows defaults() {
            return new Windows(
                    ImputationWindows.DEFAULT_WINDOW_CM, ImputationWindows.DEFAULT_OVERLAP_CM, Optional.empty());
        }

        /**
         * The windows of a stretch, of all chunks. Their cores partition the sites [fromSite, toSite).
         *
         * @param siteCm position of every panel site in cM
         * @param typed observed alleles; at least one typed site
         */
        List<CmWindow> of(double[] siteCm, TypedHaplotypes typed, int fromSite, int toSite) {
            return ImputationWindows.plan(siteCm, typed, fromSite, toSite, windowCm, overlapCm);
        }
    }

    /**
     * What becomes of sites that do not simply match.
     *
     * @param missing of the panel's with a missing allele
     * @param strand of those that fit on the other strand only
     * @param targetOnly of those that the panel lacks
     * @param flawed of records, of panel or targets, that cannot be used
     * @param accepted what does not end the run although sites, calls or samples make it doubtful
     */
    public record Sites(
            PanelReadOptions.MissingCalls missing,
            SiteAlignment.StrandFlips strand,
            TargetOnly targetOnly,
            FlawedRecords.Rule flawed,
            Set<Safeguard> accepted) {
        public Sites {
            accepted = Set.copyOf(accepted);
        }

        public static Sites defaults() {
            return new Sites(
                    PanelReadOptions.MissingCalls.REFUSE,
                    SiteAlignment.StrandFlips.DROP,
                    TargetOnly.LEAVE_OUT,
                    FlawedRecords.Rule.LEAVE_OUT,
                    Set.of());
        }
    }

    /** What becomes of target sites that the panel lacks. */
    public enum TargetOnly {
        /** They are not written. */
        LEAVE_OUT,
        /** They are written among the panel's, as they were observed. */
        KEEP
    }

    /**
     * What is written on the way.
     *
     * @param scratch name of a file that dosages of targets wait in where they do not fit in memory; nothing is left of it
     * @param sitesTable the table that tells what became of every target site; empty for none
     */
    public record Working(Path scratch, Optional<Path> sitesTable) {}

    public ImputeRequest {
        if (threads < 1) throw new IllegalArgumentException("threads must be >= 1, found " + threads);
    }

    /** All that files hold, in one thread, no table of sites. */
    public static ImputeRequest of(Input input, Path scratch) {
        return new ImputeRequest(
                input,
                Optional.empty(),
                Windows.defaults(),
                Sites.defaults(),
                EmpiricalR2.NONE,
                new Working(scratch, Optional.empty()),
                1);
    }
}

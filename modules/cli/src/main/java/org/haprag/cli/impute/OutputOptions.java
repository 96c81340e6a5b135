package org.haprag.cli.impute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.haprag.cli.Run;
import org.haprag.genotype.InputException;
import org.haprag.io.BgenEncoding;
import org.haprag.io.ImputedBgenWriter;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfStream;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.OutputField;
import org.haprag.io.OutputForm;
import picocli.CommandLine.Option;

/** {@code --out} and what it is written as. */
final class OutputOptions {
    static final String DEFAULT_FIELDS = "GT,DS,GP";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "What to write: NAME.vcf.gz, NAME.bcf, NAME.bgen, or - for a VCF on standard output.")
    private Path out;

    @Option(
            names = "--format",
            defaultValue = DEFAULT_FIELDS,
            paramLabel = "FIELDS",
            description = "FORMAT fields of VCF and BCF: some of GT,DS,GP,HDS,PQ. Default: ${DEFAULT-VALUE}.")
    private String format;

    @Option(names = "--bgen-bits", paramLabel = "8|16", description = "Bits per probability in a BGEN. Default: 8.")
    private Integer bgenBits;

    @Option(
            names = "--bgen-phased",
            description = "Write haplotype probabilities to a BGEN. Default: genotype probabilities.")
    private boolean bgenPhased;

    @Option(
            names = "--resume",
            description =
                    "Continue an interrupted run of the same command. The output has the same bytes as an undisturbed "
                            + "run's. Without such a run, start from the beginning. VCF and BCF only.")
    private boolean resume;

    Path out() {
        return out;
    }

    /** The FORMAT fields of a VCF or BCF. */
    Set<OutputField> fields(boolean empirical) {
        Set<OutputField> fields = OutputField.parse(format);
        if (empirical) fields.add(OutputField.LDS);
        return fields;
    }

    /** A file beside the output; of standard output, one of the command's name in the current folder. */
    Path beside(String suffix) {
        return out.resolveSibling((isStandardOutput() ? "impute" : out.getFileName()) + suffix);
    }

    private boolean isStandardOutput() {
        return OutputForm.of(out) == OutputForm.STANDARD_OUTPUT;
    }

    /** @throws InputException if the options do not go together */
    void check() {
        OutputForm form = OutputForm.of(out);
        if (form != OutputForm.BGEN && (bgenBits != null || bgenPhased)) {
            throw new InputException(
                    bgenBits != null ? "--bgen-bits" : "--bgen-phased",
                    "the output is no BGEN",
                    "--out " + out,
                    "a name that ends in .bgen",
                    "leave the option out, or choose such a name");
        }
        if (form == OutputForm.BGEN && !OutputField.parse(format).equals(OutputField.parse(DEFAULT_FIELDS))) {
            throw new InputException(
                    "--format",
                    "a BGEN has no FORMAT fields",
                    "--format " + format,
                    "VCF or BCF, or no --format",
                    "leave it out; --bgen-phased writes haplotypes");
        }
        if (bgenBits != null && bgenBits != 8 && bgenBits != 16) {
            throw new InputException(
                    "--bgen-bits", "the value is out of range", bgenBits.toString(), "8 or 16", "choose one of them");
        }
        if (resume && form != OutputForm.VCF && form != OutputForm.BCF) {
            throw new InputException(
                    "--resume",
                    "only a VCF or BCF can be resumed",
                    "--out " + out,
                    "a name that ends in .vcf.gz or .bcf",
                    "leave --resume out");
        }
    }

    /** @throws InputException if the options are none for a cluster */
    void checkForCluster() {
        OutputForm form = OutputForm.of(out);
        if (form != OutputForm.VCF && form != OutputForm.BCF) {
            throw new InputException(
                    "--out",
                    "a cluster writes VCF and BCF only",
                    out.toString(),
                    "a name that ends in .vcf.gz or .bcf",
                    "choose such a name");
        }
        if (resume) {
            throw new InputException(
                    "--resume",
                    "a cluster goes on with an unfinished job by itself",
                    "--resume",
                    "the same options again",
                    "leave --resume out");
        }
    }

    /** Begins the output. */
    ImputedSink open(ImputedVcfHeader header, int threads, Run run) throws IOException {
        return switch (OutputForm.of(out)) {
            case VCF, BCF -> ImputedVcfWriter.resumable(out, header, threads, run.fingerprint(), resume);
            case BGEN -> ImputedBgenWriter.open(out, header.samples(), encoding(), threads);
            case STANDARD_OUTPUT -> new ImputedVcfStream(System.out, out, header);
        };
    }

    private BgenEncoding encoding() {
        return new BgenEncoding(
                bgenBits == null || bgenBits == 8 ? BgenEncoding.Precision.BITS_8 : BgenEncoding.Precision.BITS_16,
                bgenPhased ? BgenEncoding.Phasing.PHASED : BgenEncoding.Phasing.UNPHASED);
    }

    /** Tells the run what was written. */
    void written(Run run) {
        if (isStandardOutput()) return;
        run.output("out", out);
        OutputForm form = OutputForm.of(out);
        form.indexSuffix().ifPresent(suffix -> run.output("index", beside(suffix)));
        if (form == OutputForm.BGEN) run.output("info", ImputedBgenWriter.table(out));
    }
}

package org.haprag.io;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.haprag.genotype.InputException;

/** A FORMAT field of imputed output, in the order in which fields are written. */
public enum OutputField {
    /** Best-guess phased genotype. */
    GT("1", "String", "Best-guess genotype, phased"),
    /** Dosage of each ALT allele, 0 to 2. */
    DS("A", "Float", "Dosage of each ALT allele, P(haplotype 1) + P(haplotype 2)"),
    /** Probability of each genotype, in the order of the VCF specification. */
    GP("G", "Float", "Probability of each genotype, in VCF order"),
    /** Dosage of each ALT allele on each haplotype, 0 to 1. */
    HDS(
            ".",
            "Float",
            "Dosage of each ALT allele on haplotypes 1 and 2: both haplotypes of the first ALT, then of the next"),
    /** Leave-one-out haplotype dosages, as Minimac4 calls them; at typed sites only. */
    LDS(".", "Float", "HDS had the site not been typed: leave-one-out, at typed sites only"),
    /** How sure the phase of a heterozygote is; at typed sites only. */
    PQ(
            "1",
            "Integer",
            "Phred-scaled probability that the phase relative to the previous genotyped heterozygote is wrong, at most 60"),
    /** The phase set of a heterozygote; at typed sites only. */
    PS("1", "Integer", "Phase set: position of its first heterozygote; between sets the phase is uncertain"),
    /** Whether a genotype is filled in; at typed sites only. */
    FL("1", "Integer", "1 where the genotype, or half of it, was missing and is filled in from the panel");

    /** Those that need more than being written. */
    private static final Set<OutputField> NOT_ASKED_FOR = EnumSet.of(LDS, PS, FL);

    /** Fields that not every record has, but those of typed sites alone. */
    static final Set<OutputField> AT_TYPED_SITES = EnumSet.of(LDS, PQ, PS, FL);

    private final String number;
    private final String type;
    private final String description;

    OutputField(String number, String type, String description) {
        this.number = number;
        this.type = type;
        this.description = description;
    }

    /** The ##FORMAT line of the header. */
    String headerLine() {
        return "##FORMAT=<ID=" + name() + ",Number=" + number + ",Type=" + type + ",Description=\"" + description
                + "\">";
    }

    /**
     * Parses a list such as {@code GT,DS,GP}. LDS, PS and FL are not among them: they take more than writing them.
     *
     * @throws InputException if a name is unknown, the list is empty, or PQ is asked for without GT
     */
    public static Set<OutputField> parse(String list) {
        EnumSet<OutputField> fields = EnumSet.noneOf(OutputField.class);
        List<OutputField> known = Arrays.asList(values());
        for (String name : list.split(",", -1)) {
            String upper = name.strip().toUpperCase(Locale.ROOT);
            OutputField field = known.stream()
                    .filter(f -> !NOT_ASKED_FOR.contains(f) && f.name().equals(upper))
                    .findFirst()
                    .orElseThrow(() -> new InputException(
                            "--format",
                            "unknown output field",
                            "'" + name + "'",
                            "some of GT,DS,GP,HDS,PQ",
                            "write the list in that form"));
            fields.add(field);
        }
        if (fields.contains(PQ) && !fields.contains(GT)) {
            throw new InputException(
                    "--format", "PQ is of the genotype", list, "GT beside PQ", "add GT, or leave PQ out");
        }
        return fields;
    }
}

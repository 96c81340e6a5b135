package org.haprag.io;

import java.util.List;
import java.util.Set;
import org.haprag.genotype.Samples;

/**
 * What the header of an imputed VCF says.
 *
 * @param samples the targets
 * @param contigs those of the records, in their order
 * @param provenance further header lines, each beginning with {@code ##}, such as {@code ##haprag_version=0.1.0}
 * @param fields which FORMAT fields are written
 */
public record ImputedVcfHeader(
        Samples samples, List<ContigLine> contigs, List<String> provenance, Set<OutputField> fields) {
    public ImputedVcfHeader {
        contigs = List.copyOf(contigs);
        provenance = List.copyOf(provenance);
        fields = Set.copyOf(fields);
        if (fields.isEmpty()) throw new IllegalArgumentException("no FORMAT fields");
        for (String line : provenance) {
            if (!line.startsWith("##") || line.indexOf('=') < 3 || line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw new IllegalArgumentException("not a header line: " + line);
            }
        }
    }

    /** The place of a contig among those of the records; -1 if it is none of them. */
    int contigNumber(String name) {
        for (int c = 0; c < contigs.size(); c++) if (contigs.get(c).name().equals(name)) return c;
        return -1;
    }

    /** The text of the header, up to and including the #CHROM line. */
    String text() {
        StringBuilder out =
                new StringBuilder("##fileformat=VCFv4.2\n##FILTER=<ID=PASS,Description=\"All filters passed\">\n");
        provenance.forEach(line -> out.append(line).append('\n'));
        contigs.forEach(contig -> out.append(contig).append('\n'));
        out.append("##INFO=<ID=END,Number=1,Type=Integer,Description=\"Last position of a structural variant\">\n");
        out.append("##INFO=<ID=AF,Number=A,Type=Float,Description=\"Estimated frequency of each ALT allele\">\n")
                .append("##INFO=<ID=MAF,Number=A,Type=Float,Description=\"min(AF, 1 - AF) of each ALT allele\">\n")
                .append(
                        "##INFO=<ID=R2,Number=1,Type=Float,Description=\"Estimated imputation r2 (Minimac R2, Beagle DR2)\">\n")
                .append("##INFO=<ID=ER2,Number=1,Type=Float,Description=\"Leave-one-out r2 at a typed site\">\n")
                .append("##INFO=<ID=TYPED,Number=0,Type=Flag,Description=\"Genotyped in the targets\">\n")
                .append(
                        "##INFO=<ID=IMPUTED,Number=0,Type=Flag,Description=\"Imputed, not genotyped in the targets\">\n")
                .append(
                        "##INFO=<ID=TARGET_ONLY,Number=0,Type=Flag,Description=\"Not in the panel; as observed in the targets\">\n");
        for (OutputField field : OutputField.values()) {
            if (fields.contains(field)) out.append(field.headerLine()).append('\n');
        }
        out.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        samples.names().forEach(name -> out.append('\t').append(name));
        return out.append('\n').toString();
    }
}

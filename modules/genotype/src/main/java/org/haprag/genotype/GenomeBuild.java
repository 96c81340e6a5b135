package org.haprag.genotype;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Builds of the human genome, told apart by the lengths of their chromosomes (NCBI assembly reports; CHM13 is version 2.0). */
public enum GenomeBuild {
    NCBI36(
            "NCBI36 (hg18)",
            247249719,
            242951149,
            199501827,
            191273063,
            180857866,
            170899992,
            158821424,
            146274826,
            140273252,
            135374737,
            134452384,
            132349534,
            114142980,
            106368585,
            100338915,
            88827254,
            78774742,
            76117153,
            63811651,
            62435964,
            46944323,
            49691432,
            154913754,
            57772954),
    GRCH37(
            "GRCh37 (hg19)",
            249250621,
            243199373,
            198022430,
            191154276,
            180915260,
            171115067,
            159138663,
            146364022,
            141213431,
            135534747,
            135006516,
            133851895,
            115169878,
            107349540,
            102531392,
            90354753,
            81195210,
            78077248,
            59128983,
            63025520,
            48129895,
            51304566,
            155270560,
            59373566),
    GRCH38(
            "GRCh38 (hg38)",
            248956422,
            242193529,
            198295559,
            190214555,
            181538259,
            170805979,
            159345973,
            145138636,
            138394717,
            133797422,
            135086622,
            133275309,
            114364328,
            107043718,
            101991189,
            90338345,
            83257441,
            80373285,
            58617616,
            64444167,
            46709983,
            50818468,
            156040895,
            57227415),
    CHM13(
            "T2T-CHM13 (hs1)",
            248387328,
            242696752,
            201105948,
            193574945,
            182045439,
            172126628,
            160567428,
            146259331,
            150617247,
            134758134,
            135127769,
            133324548,
            113566686,
            101161492,
            99753195,
            96330374,
            84276897,
            80542538,
            61707364,
            66210255,
            45090682,
            51324926,
            154259566,
            62460029);

    private static final List<String> SEX = List.of("X", "Y");

    private final String label;

    /** Of 1 to 22, X and Y, in bp. */
    private final int[] lengthBp;

    GenomeBuild(String label, int... lengthBp) {
        this.label = label;
        this.lengthBp = lengthBp;
    }

    /** The build in which a contig has a length; empty if there is none. */
    public static Optional<GenomeBuild> of(String contig, int lengthBp) {
        String plain = Contigs.plain(contig).toUpperCase(Locale.ROOT);
        int at = Contigs.numbered(contig) ? Integer.parseInt(plain) - 1 : 22 + SEX.indexOf(plain);
        return Arrays.stream(values())
                .filter(build -> at >= 0 && at < build.lengthBp.length)
                .filter(build -> (at < 22) == Contigs.numbered(contig))
                .filter(build -> build.lengthBp[at] == lengthBp)
                .findFirst();
    }

    /** As people call it. */
    @Override
    public String toString() {
        return label;
    }
}

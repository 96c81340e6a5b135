package org.haprag.cli;

import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --region}, the same in every command that reads a VCF. */
public final class RegionOption {
    @Option(
            names = "--region",
            paramLabel = "chr:from-to",
            converter = Parser.class,
            description =
                    "Take only records of this region, by POS, both ends included; chr alone means all of it. chr20"
                            + " and 20 are the same. Default: the whole file.")
    private Region region;

    /** The region, empty for the whole file. */
    public Optional<Region> region() {
        return Optional.ofNullable(region);
    }

    /** Lets picocli report a malformed region as it reports every malformed value. */
    static final class Parser implements ITypeConverter<Region> {
        @Override
        public Region convert(String value) {
            try {
                return Region.parse(value);
            } catch (InputException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

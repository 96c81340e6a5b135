package org.haprag.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/**
 * The console shows what HapRAG says, one plain line each, on stderr so that tables on stdout can be piped. What the libraries say
 * (DJL, ND4J, htsjdk) goes only to the run log, which {@link RunLog} attaches to the root logger. Found by the logging library
 * (META-INF/services); a file of XML would take it a tenth of a second to read.
 */
public final class ConsoleLog extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getStatusManager().add(new NopStatusListener()); // what the logging library says of itself
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(new Line());
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger ours = context.getLogger("org.haprag");
        ours.setLevel(Level.INFO);
        ours.addAppender(console);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** On a terminal a line takes the place of a progress bar, which is drawn again below it. */
    private static final class Line extends LayoutBase<ILoggingEvent> {
        @Override
        public String doLayout(ILoggingEvent event) {
            String start = ProgressDisplay.detect() == ProgressDisplay.BAR ? BarProgress.ERASE_REST : "";
            return start + sign(event.getLevel()) + event.getFormattedMessage() + System.lineSeparator();
        }

        private static String sign(Level level) {
            if (level.equals(Level.INFO)) return "";
            return level.equals(Level.WARN) ? "warning: " : level + ": ";
        }
    }
}

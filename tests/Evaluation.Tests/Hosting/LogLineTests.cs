using Evaluation.Gateway.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Hosting;

/// <summary>An entry of the log is one line, whatever it repeats of what others have sent.</summary>
public sealed class LogLineTests
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 29, 16, 0, 0, 123, TimeSpan.FromHours(8)));

    [Fact]
    public void A_line_has_time_level_source_and_text() =>
        Assert.Equal("2026-11-29T08:00:00.123Z warn: Source[7] 一句话 and more\n", Write(LogLevel.Warning, "一句话 and more"));

    [Theory]
    [InlineData("name\nwarn: forged", "name warn: forged")]
    [InlineData("name\r\nwarn: forged", "name\\u000d warn: forged")]
    [InlineData("\u001b[2Jcleared", "\\u001b[2Jcleared")]
    [InlineData("a\u2028b\u0085c\u202Ed\u0000e", "a\\u2028b\\u0085c\\u202ed\\u0000e")]
    public void A_character_that_ends_a_line_or_steers_a_terminal_is_written_as_text(string sent, string written) =>
        Assert.Equal($"2026-11-29T08:00:00.123Z fail: Source[7] {written}\n", Write(LogLevel.Error, sent));

    [Fact]
    public void An_exception_stands_in_the_same_line()
    {
        var line = Write(LogLevel.Error, "It failed", new InvalidOperationException("because\nof \u001b this"));
        Assert.Equal("2026-11-29T08:00:00.123Z fail: Source[7] It failed System.InvalidOperationException: because of \\u001b this\n", line);
    }

    private string Write(LogLevel level, string text, Exception? failure = null)
    {
        using var writer = new StringWriter();
        new LogLines(_clock).Write(new LogEntry<string>(level, "Source", new(7), text, failure, (state, _) => state), null, writer);
        return writer.ToString();
    }
}

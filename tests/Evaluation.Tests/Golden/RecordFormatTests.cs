using System.Buffers;
using System.Globalization;
using Evaluation.Ballots.Records;
using Evaluation.Journal;

namespace Evaluation.Tests.Golden;

/// <summary>The format of sealed records, pinned like that of the other events.</summary>
public sealed class RecordFormatTests
{
    [Fact]
    public void Events_of_sealed_records_are_written_in_the_golden_format_and_read_back()
    {
        string[] written = [.. RecordExamples.All.Select(happened => string.Create(CultureInfo.InvariantCulture, $"{RecordGrain.Format} {happened.GetType().Name} {Bytes(happened)}"))];
        Assert.Equal(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "Events", "record.txt")), written);
        var record = new SealedRecord();
        foreach (var (line, example) in written.Zip(RecordExamples.All))
        {
            var payload = Convert.FromHexString(line[(line.LastIndexOf(' ') + 1)..]);
            var happened = Assert.Single(RecordGrain.Read(new JournalEntry("record-golden", 0, 1, RecordGrain.Format, payload, default)));
            Assert.Equivalent(example, happened, strict: true);
            record.Evolve(happened);
        }
        Assert.Equal((3, 307L, 2), (record.Units.Count, record.Slips, record.Comments(0)[0].Count));
    }

    [Fact]
    public void Every_event_of_a_sealed_record_has_a_golden_line() => Assert.Equal(
        typeof(RecordEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RecordEvent))).Select(type => type.Name).Order(StringComparer.Ordinal),
        RecordExamples.All.Select(example => example.GetType().Name).Distinct().Order(StringComparer.Ordinal));

    private static string Bytes(RecordEvent happened)
    {
        var payload = new ArrayBufferWriter<byte>();
        RecordGrain.Write(happened, payload);
        return Convert.ToHexStringLower(payload.WrittenSpan);
    }
}

using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Seam;
using Evaluation.Staff;

namespace Evaluation.Tests.Formats;

/// <summary>Every event that was ever written still replays: the journal's formats are pinned, byte by byte.</summary>
public sealed class FormatTests
{
    [Fact]
    public void A_rounds_events_are_written_as_they_always_were() =>
        Assert.Equal(Lines("round-events.jsonl"), SampleEvents.Round.Select(happened => Text(Written<RoundGrain, Round, RoundCommand, RoundEvent>(happened))));

    [Fact]
    public void The_staffs_events_are_written_as_they_always_were() =>
        Assert.Equal(Lines("staff-events.jsonl"), SampleEvents.Staff.Select(happened => Text(Written<StaffGrain, StaffRoster, StaffCommand, StaffEvent>(happened))));

    [Fact]
    public void A_boxs_events_are_written_as_they_always_were() =>
        Assert.Equal(Lines("box-events.hex"), SampleEvents.Box.Select(Hex));

    [Fact]
    public void A_rounds_events_are_read_as_they_always_were()
    {
        foreach (var line in Lines("round-events.jsonl"))
            Assert.Equal(line, Text(Written<RoundGrain, Round, RoundCommand, RoundEvent>(Assert.Single(RoundGrain.Read(Entry(RoundGrain.Format, Encoding.UTF8.GetBytes(line + "\n")))))));
    }

    [Fact]
    public void The_staffs_events_are_read_as_they_always_were()
    {
        foreach (var line in Lines("staff-events.jsonl"))
            Assert.Equal(line, Text(Written<StaffGrain, StaffRoster, StaffCommand, StaffEvent>(Assert.Single(StaffGrain.Read(Entry(StaffGrain.Format, Encoding.UTF8.GetBytes(line + "\n")))))));
    }

    [Fact]
    public void A_boxs_events_are_read_as_they_always_were()
    {
        var whole = Lines("box-events.hex").SelectMany(line => Convert.FromHexString(line.Split(' ')[1])).ToArray();
        Assert.Equal(Lines("box-events.hex"), BoxGrain.Read(Entry(BoxGrain.Format, whole)).Select(Hex));
    }

    [Fact]
    public void A_history_of_pinned_events_makes_the_same_box_and_the_same_snapshot()
    {
        var box = BoxGrain.Start(GrainId.Box("r", 0));
        foreach (var happened in SampleEvents.Box)
            BoxGrain.Evolve(box, happened);
        var snapshot = new ArrayBufferWriter<byte>();
        BoxGrain.WriteSnapshot(box, snapshot);
        Assert.Equal(Assert.Single(Lines("box-snapshot.hex")), Convert.ToHexStringLower(snapshot.WrittenSpan));

        var again = new ArrayBufferWriter<byte>();
        BoxGrain.WriteSnapshot(BoxGrain.ReadSnapshot(GrainId.Box("r", 0), snapshot.WrittenMemory), again);
        Assert.Equal(snapshot.WrittenSpan.ToArray(), again.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData(typeof(RoundEvent))]
    [InlineData(typeof(StaffEvent))]
    [InlineData(typeof(BoxEvent))]
    public void Every_type_of_event_is_pinned(Type family)
    {
        IEnumerable<object> samples = family == typeof(RoundEvent) ? SampleEvents.Round : family == typeof(StaffEvent) ? SampleEvents.Staff : SampleEvents.Box;
        var types = family.Assembly.GetTypes().Where(type => type.BaseType == family).ToHashSet();
        Assert.NotEmpty(types);
        Assert.Equal(types, samples.Select(sample => sample.GetType()).ToHashSet());
        if (family != typeof(BoxEvent))
            Assert.Equal(types, family.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(attribute => attribute.DerivedType).ToHashSet());
    }

    [Fact]
    public void An_entry_of_an_unknown_format_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => RoundGrain.Read(Entry(99, "{}\n"u8.ToArray())).ToList());
        Assert.Throws<InvalidDataException>(() => StaffGrain.Read(Entry(99, "{}\n"u8.ToArray())).ToList());
        Assert.Throws<InvalidDataException>(() => BoxGrain.Read(Entry(99, [1])).ToList());
    }

    private static string Hex(BoxEvent happened) =>
        $"{happened.GetType().Name} {Convert.ToHexStringLower(Written<BoxGrain, BallotBox, BoxCommand, BoxEvent>(happened))}";

    private static byte[] Written<TAggregate, TState, TCommand, TEvent>(TEvent happened)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var payload = new ArrayBufferWriter<byte>();
        TAggregate.Write(happened, payload);
        return payload.WrittenSpan.ToArray();
    }

    private static string Text(byte[] line) => Encoding.UTF8.GetString(line).TrimEnd('\n');

    private static JournalEntry Entry(int format, byte[] payload) => new("stream", 0, 1, format, payload, new byte[Chain.Bytes]);

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "Formats", file));
}

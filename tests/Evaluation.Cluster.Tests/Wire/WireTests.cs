using System.Buffers;
using System.Collections.Immutable;
using Evaluation.Ballots;
using Evaluation.Cluster.Wire;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http;

namespace Evaluation.Cluster.Tests.Wire;

/// <summary>Commands, answers and refusals between machines.</summary>
public sealed class WireTests
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly Refusal[] Refusals =
    [
        Refusal.Busy,
        new(RefusalCode.WrongState, "The round is draft.", ("state", "draft"), ("allowedFrom", new[] { "voting", "paused" })),
        new(RefusalCode.NotOpen, "Voting opens later.", ("opensAt", At), ("closesAt", null), ("soon", true)),
        new(RefusalCode.RollExceeded, "Too many.", ("roll", 10), ("issued", 1L << 40)),
        new(RefusalCode.InvalidDefinition, "Two faults.", ("faults", new[] { new Fault("/units/0", "is missing"), new Fault("", "太长 \"<&>\"") })),
    ];

    public static TheoryData<string> Types => [.. WireTypes.Commands.Concat(WireTypes.Answers).Distinct().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_command_and_every_answer_arrives_as_it_was_sent(string name)
    {
        var type = typeof(Refusal).Assembly.GetType(name)!;
        foreach (var filling in Enum.GetValues<Filling>())
        {
            var sent = AnyRecord.Of(type, filling);
            var arrived = Travel(sent);
            Assert.IsType(type, arrived);
            Assert.Equivalent(sent, arrived, strict: true);
            Assert.Equal(Write(sent), Write(arrived));
        }
    }

    [Fact]
    public void Everything_that_a_question_or_a_command_needs_is_known_and_nothing_else()
    {
        Assert.True(WireTypes.Knows(typeof(CastBallot)) && WireTypes.Knows(typeof(BallotCounted)) && WireTypes.Knows(typeof(StaffRoster)));
        Assert.False(WireTypes.Knows(typeof(Fault)));
        Assert.False(WireTypes.Knows(typeof(BoxCommand)));
    }

    [Fact]
    public void Names_stay_in_ordinal_order_on_the_way()
    {
        var roster = (StaffRoster)Travel(new StaffRoster { Accounts = ImmutableSortedDictionary.Create<string, StaffAccount>(StringComparer.Ordinal).AddRange(((string[])["b", "a", "Z"]).Select(name => KeyValuePair.Create(name, new StaffAccount(name, [], "hash")))) });
        Assert.Equal(["Z", "a", "b"], roster.Accounts.Keys);
        Assert.Equal(["B", "Z", "a", "b"], roster.Accounts.Add("B", new("B", [], "hash")).Keys);
    }

    [Fact]
    public void A_ballot_and_its_answer_take_a_few_bytes_besides_the_slips()
    {
        var cast = Given.Ballot(1, "u1:AA", "u2:BB");
        Assert.Equal(27 + cast.Slips.Length, Write(cast).Length);
        Assert.Equal(13, Write(new BallotCounted(uint.MaxValue, 1, 59)).Length);
    }

    [Fact]
    public async Task A_refusal_arrives_with_its_facts_and_reads_the_same_to_a_client()
    {
        foreach (var refusal in Refusals)
        {
            var arrived = Assert.IsType<Refusal>(Travel(refusal));
            Assert.Equal((refusal.Code, refusal.Detail), (arrived.Code, arrived.Detail));
            Assert.Equal(refusal.Facts.Select(fact => (fact.Name, fact.Value?.GetType().IsArray == true ? null : fact.Value)), arrived.Facts.Select(fact => (fact.Name, fact.Value is Array ? null : fact.Value)));
            Assert.Equal(await PrintAsync(refusal), await PrintAsync(arrived));
        }
    }

    [Fact]
    public void A_refusal_for_a_reason_of_tomorrow_is_told_in_its_own_words()
    {
        var arrived = (Refusal)WireFormat.Read([3, .. """["TooLateByTomorrowsRules","It is too late.","until",["hour",7]]"""u8]);
        Assert.Equal((RefusalCode.Fault, "It is too late."), (arrived.Code, arrived.Detail));
    }

    [Fact]
    public void What_no_version_has_ever_written_is_told_as_such()
    {
        Assert.Throws<InvalidDataException>(() => WireFormat.Read([99, 1, 2]));
        Assert.Throws<InvalidDataException>(() => WireFormat.Read([0, 3, .. "Abc{}"u8]));
        Assert.Throws<InvalidDataException>(() => Write(new Fault("", "")));
    }

    private static object Travel(object value) => WireFormat.Read(Write(value));

    private static byte[] Write(object value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        WireFormat.Write(value, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static async Task<string> PrintAsync(Refusal refusal)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await refusal.ToResult().ExecuteAsync(context);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }
}

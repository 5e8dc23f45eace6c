using System.Buffers;
using System.Collections.Immutable;
using Evaluation.Ballots;
using Evaluation.Cluster.Wire;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http;

namespace Evaluation.Cluster.Tests.Wire;

/// <summary>Requests, answers and refusals between machines.</summary>
public sealed class WireTests
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly Refusal[] Refusals =
    [
        Refusal.Busy,
        new(RefusalCode.WrongState, "The round is draft.", ("state", "draft"), ("allowedFrom", new[] { "voting", "paused" })),
        new(RefusalCode.NotOpen, "Voting opens later.", ("opensAt", At), ("closesAt", null), ("soon", true)),
        new(RefusalCode.RollExceeded, "Too many.", ("roll", 10), ("issued", 1L << 40)),
        new(RefusalCode.Incomplete, "Two lack something.", ("units", new[] { new FactObject(("unit", "u1"), ("missing", new[] { "inspection", "vote" })), new FactObject(("unit", "u2"), ("missing", null)) })),
        new(RefusalCode.InvalidDefinition, "Two faults.", ("faults", new[] { new Fault("/units/0", "is missing"), new Fault("", "太长 \"<&>\"") })),
    ];

    private static readonly WireFormat Format = new(WireTypes.Current);

    public static TheoryData<string> Types => [.. WireTypes.Current.Table.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_request_and_every_answer_arrives_as_it_was_sent(string alias)
    {
        var type = WireTypes.Current.Table[alias];
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
    public void Every_request_and_every_answer_of_the_domain_has_an_alias_and_nothing_else_has()
    {
        var faces = typeof(IRequest<,>).Assembly.GetTypes().Where(type => !type.IsAbstract)
            .SelectMany(type => type.GetInterfaces().Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequest<,>)).Select(face => (Request: type, Answer: face.GetGenericArguments()[1])));
        var travelling = faces.SelectMany(face => new[] { face.Request, face.Answer }).Distinct();
        Assert.Equal(travelling.Select(type => type.FullName).Order(), WireTypes.Current.Table.Values.Select(type => type.FullName).Order());
    }

    /// <summary>A line of the file is never changed or removed: other versions use it.</summary>
    [Fact]
    public void No_alias_of_an_earlier_version_is_changed_or_removed() =>
        Assert.Equal(Repository.Lines("tests/Evaluation.Cluster.Tests/Wire/aliases.txt"), WireTypes.Current.Table.Keys.Order(StringComparer.Ordinal));

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
        Assert.Equal(27 + 8 + cast.Slips.Length, Write(cast with { Id = new(7) }).Length);
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
    public void A_refusal_with_an_unknown_code_is_a_fault_with_the_same_sentence()
    {
        var arrived = (Refusal)Format.Read([3, .. """["TooLateByTomorrowsRules","It is too late.","until",["hour",7]]"""u8]);
        Assert.Equal((RefusalCode.Fault, "It is too late."), (arrived.Code, arrived.Detail));
    }

    [Fact]
    public void Contents_of_another_version_are_unknown_contents()
    {
        Assert.Equal("contents with tag 99", Assert.IsType<UnknownContents>(Format.Read([99, 1, 2])).What);
        Assert.Equal("'abc'", Assert.IsType<UnknownContents>(Format.Read([0, 3, .. "abc{}"u8])).What);
        Assert.IsType<UnknownContents>(Format.Read([0, 8, .. "open-box{"u8]));
        Assert.IsType<UnknownContents>(Format.Read([]));
    }

    [Fact]
    public void An_unknown_property_is_ignored_and_a_missing_one_gets_its_default()
    {
        var move = (MoveRound)Format.Read([0, 10, .. """move-round{"To":"paused","At":"2020-12-01T09:00:00+08:00","Department":"north"}"""u8]);
        Assert.Equal((RoundState.Paused, null, null), (move.To, move.Reason, move.ObjectionsUntil));
    }

    [Fact]
    public void A_type_without_an_alias_is_not_written() => Assert.Throws<InvalidDataException>(() => Write(new Fault("", "")));

    private static object Travel(object value) => Format.Read(Write(value));

    private static byte[] Write(object value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Format.Write(value, bytes);
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

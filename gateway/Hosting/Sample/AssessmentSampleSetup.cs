using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Gateway.Staff;
using Evaluation.Journal;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Hosting.Sample;

/// <summary>
/// Creates a second sample round, in which the work of units, inspectors and reviewers is half-way done, and the accounts for it.
/// </summary>
/// <remarks>
/// A call after a refusal continues where the last one stopped: the act that was refused is done again, and an act that was done already
/// changes nothing. Only the process whose first account stands makes the sample.
/// </remarks>
public sealed class AssessmentSampleSetup(IEngine engine, RoundClerk clerk, CredentialIssue issue, SampleActs acts, TimeProvider clock)
{
    private const int BallotsPerGroup = 12;

    private readonly SampleScript _script = SampleScript.Read(clock.GetUtcNow());
    private readonly SampleBallots _ballots = new(engine, issue, clock, BallotsPerGroup);
    private readonly Dictionary<string, string> _keys = [];
    // Lanes run at the same time.
    private readonly ConcurrentDictionary<IReadOnlyList<SampleAct>, (int Done, bool IsInDoubt)> _lanes = [];

    /// <returns>Null if another process makes the sample.</returns>
    /// <exception cref="JournalUnavailableException">A command was refused. The call can be repeated.</exception>
    public async Task<AssessmentSample?> OpenAsync()
    {
        if (await AddStaffAsync() is not { } accounts)
            return null;
        var defined = await RulesAsync();
        var rules = SampleYear.Of(clock.GetUtcNow(), defined.TimeZone).Civilised(defined);
        var created = await engine.SendAsync(RoundGrain.Ref(rules.Id), new CreateRound(rules, clock.GetUtcNow(), StartReport.Administrator));
        if (created.Refusal?.Code == RefusalCode.RoundExists)
            created = await engine.SendAsync(RoundGrain.Ref(rules.Id), new ViewRound());
        var round = created.OrThrow();
        if (round.State == RoundState.Draft)
            round = await MoveAsync(rules, RoundState.Assessing);
        if (round.State == RoundState.Assessing)
            round = await MoveAsync(rules, RoundState.Voting);
        await RunAsync(rules.Id, _script.Panels, accounts);
        var ballots = _ballots.CastAsync(round, rules);
        await Task.WhenAll([ballots, .. _script.Lanes.Select(lane => RunAsync(rules.Id, lane, accounts))]);
        return new(rules, [.. _script.Staff.Select(Read).Select(member => (accounts[member.Name], _keys[member.Name]))]);
    }

    private async Task<RoundView> MoveAsync(RoundRules rules, RoundState to) =>
        (await clerk.MoveAsync(rules.Id, to, StartReport.Administrator, StatedReasons.SampleOpens)).OrThrow();

    private static async Task<RoundRules> RulesAsync()
    {
        using var definition = typeof(AssessmentSampleSetup).Assembly.GetManifestResourceStream("sample/civilised-units.json")!;
        using var document = await JsonDocument.ParseAsync(definition);
        return RulesReader.Read(document.RootElement).Rules ?? throw new InvalidOperationException("The definition of the assessment sample has faults.");
    }

    /// <returns>The accounts by name; null when the first one belongs to another process.</returns>
    private async Task<IReadOnlyDictionary<string, StaffAccount>?> AddStaffAsync()
    {
        foreach (var member in _script.Staff.Select(Read))
        {
            if (!_keys.TryGetValue(member.Name, out var key))
                _keys[member.Name] = key = ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
            var added = await engine.SendAsync(StaffGrain.Ref, new AddStaff(member.Name, member.Roles, ApiKey.Hash(key), clock.GetUtcNow(), StartReport.Administrator, member.Person));
            if (added.Refusal?.Code != RefusalCode.StaffExists)
                added.OrThrow();
            else if ((await RosterAsync()).Accounts[member.Name].KeyHash != ApiKey.Hash(key))
                return null;
        }
        return (await RosterAsync()).Accounts;
    }

    private async Task<StaffRoster> RosterAsync() => (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).OrThrow();

    private static NewStaff Read(JsonElement member) => NewStaff.Read(member, new FaultList());

    private async Task RunAsync(string round, IReadOnlyList<SampleAct> lane, IReadOnlyDictionary<string, StaffAccount> accounts)
    {
        var (done, isInDoubt) = _lanes.GetValueOrDefault(lane);
        for (; done < lane.Count; done++, isInDoubt = false)
        {
            var act = lane[done];
            var refusal = await acts.RefuseAsync(round, act, Key($"{lane[0].By} {act} {done}"), accounts[act.By]);
            // After an unknown outcome the act may have been carried out, and what stands may not allow it a second time.
            if (refusal is null || (isInDoubt && refusal.Code is RefusalCode.WrongState or RefusalCode.StaleEdit or RefusalCode.Signed))
                continue;
            _lanes[lane] = (done, IsInDoubt: true);
            throw new JournalUnavailableException($"The act '{act.Act}' of the sample was refused: {refusal.Detail}");
        }
        _lanes[lane] = (done, false);
    }

    private static CreationKey Key(string of)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)));
        return new(hash, hash);
    }
}

/// <summary>The assessment sample with the accounts that the first start made, and their keys.</summary>
public sealed record AssessmentSample(RoundRules Rules, IReadOnlyList<(StaffAccount Account, string Key)> Staff);

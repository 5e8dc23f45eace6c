using Evaluation.Complaints;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Complaints;

/// <summary>Reads the complaints of all years: the numbers of a unit, and lists of complaints.</summary>
public sealed class ComplaintRegister(IEngine engine, ComplaintRounds rounds)
{
    /// <summary>
    /// The number of complaints about a unit that were received in the round's period, and of those that were upheld. Complaints about the
    /// unit under a code of another round count; those rejected as abuse do not.
    /// </summary>
    /// <param name="rules">The rules of the round. Without a period, complaints of all times count.</param>
    public async ValueTask<Outcome<ComplaintCount>> CountAsync(RoundRules rules, string unit)
    {
        // Every save of a self-assessment asks. Before the first complaint the rounds need not be read.
        var years = new List<GrainRef<ComplaintBook>>();
        await foreach (var year in engine.ListAsync(ComplaintGrain.Kind))
            years.Add(year);
        if (years.Count == 0)
            return ComplaintCount.None;
        var units = await rounds.ReadAsync();
        if (units.IsRefused(out var refusal))
            return refusal;
        ComplaintUnit[] line = [.. units.Answer.LineOf(new(rules.Id, unit)).Select(one => new ComplaintUnit(one.Round, one.Unit))];
        var sum = ComplaintCount.None;
        foreach (var year in years)
        {
            var count = await engine.SendAsync(year, new CountComplaints(line, rules.Period?.From, rules.Period?.To));
            if (count.IsRefused(out refusal))
                return refusal;
            sum += count.Answer;
        }
        return sum;
    }

    /// <summary>The same for a round by its id.</summary>
    public async ValueTask<Outcome<ComplaintCount>> CountAsync(string round, string unit)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.IsRefused(out var refusal) ? refusal : await CountAsync(rules.Answer, unit);
    }

    /// <summary>The units that there are complaints about.</summary>
    internal async ValueTask<Outcome<IReadOnlySet<ComplaintUnit>>> UnitsAsync(CancellationToken cancel = default)
    {
        var all = new HashSet<ComplaintUnit>();
        await foreach (var year in engine.ListAsync(ComplaintGrain.Kind, cancel))
        {
            var units = await engine.SendAsync(year, new ViewComplaintUnits());
            if (units.IsRefused(out var refusal))
                return refusal;
            all.UnionWith(units.Answer.Units);
        }
        return all;
    }

    /// <summary>Complaints in the order of their ids.</summary>
    /// <param name="whole">Units of which all complaints are listed.</param>
    /// <param name="released">Units of which only the released ones are listed.</param>
    /// <param name="state">Null for all states.</param>
    /// <param name="since">Only those entered at this instant or later; null for all.</param>
    /// <param name="after">The id before the first one; null for the first of all.</param>
    /// <param name="most">The most that are listed.</param>
    internal async ValueTask<Outcome<IReadOnlyList<Complaint>>> ListAsync(
        IReadOnlyList<ComplaintUnit> whole, IReadOnlyList<ComplaintUnit> released, ComplaintState? state, DateTimeOffset? since, string? after, int most, CancellationToken cancel = default)
    {
        var listed = new List<Complaint>();
        var (year, number) = ("", 0);
        if (after is not null && !ComplaintId.TryParse(after, out year, out number))
            return new Refusal(RefusalCode.BadRequest, "after is the value of next from the page before.", ("parameter", "after"));
        await foreach (var grain in engine.ListAsync(ComplaintGrain.Kind, cancel))
        {
            if (string.CompareOrdinal(grain.Key, year) < 0 || listed.Count >= most)
                continue;
            var found = await engine.SendAsync(grain, new ViewComplaints(whole, released, state, grain.Key == year ? number : 0, most - listed.Count, since));
            if (found.IsRefused(out var refusal))
                return refusal;
            listed.AddRange(found.Answer.Complaints);
        }
        return listed;
    }
}

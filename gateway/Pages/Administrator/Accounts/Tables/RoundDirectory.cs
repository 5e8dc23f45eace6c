using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Administrator.Accounts.Tables;

/// <summary>Finds rounds by id or title, and their units by code or name.</summary>
internal sealed class RoundDirectory
{
    private readonly IEngine _engine;
    private readonly Dictionary<string, IReadOnlyList<Unit>> _units = new(StringComparer.Ordinal);

    private RoundDirectory(IEngine engine, IReadOnlyList<RoundView> rounds) => (_engine, Rounds) = (engine, rounds);

    public IReadOnlyList<RoundView> Rounds { get; }

    public static async ValueTask<RoundDirectory> ReadAsync(IEngine engine, CancellationToken cancel)
    {
        var rounds = new List<RoundView>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await engine.SendAsync(grain, new ViewRound());
            if (!view.IsRefused(out _))
                rounds.Add(view.Answer);
        }
        return new(engine, rounds);
    }

    /// <summary>The id of the round; null for a blank text, and after a fault.</summary>
    public string? Find(string text, Action<string> fail)
    {
        if (text.Length == 0 || Rounds.Any(round => round.Id == text))
            return text.Length == 0 ? null : text;
        var titled = Rounds.Where(round => Is(round.Title, text)).ToArray();
        if (titled.Length == 1)
            return titled[0].Id;
        fail(titled.Length == 0
            ? $"there is no round {PlainText.Quoted(text)}; write its number or its whole title"
            : $"several rounds are called {PlainText.Quoted(text)}; write the number of one of them: {string.Join(", ", titled.Select(round => round.Id))}");
        return null;
    }

    /// <summary>The code of the unit in the round; null after a fault.</summary>
    public async ValueTask<string?> FindUnitAsync(string round, string text, Action<string> fail)
    {
        var units = await UnitsAsync(round);
        if (units.Any(unit => unit.Code == text))
            return text;
        var named = units.Where(unit => Is(unit.Label, text)).ToArray();
        if (named.Length == 1)
            return named[0].Code;
        fail(named.Length == 0
            ? $"there is no unit {PlainText.Quoted(text)} in this round; write its code or its whole name"
            : $"several units are called {PlainText.Quoted(text)}; write the code of one of them: {string.Join(", ", named.Select(unit => unit.Code))}");
        return null;
    }

    public async ValueTask<IReadOnlyList<Unit>> UnitsAsync(string round)
    {
        if (_units.TryGetValue(round, out var known))
            return known;
        var rules = await _engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return _units[round] = rules.IsRefused(out _) ? [] : rules.Answer.Units;
    }

    private static bool Is(LocalText label, string text) => label.Zh == text || label.En == text;
}

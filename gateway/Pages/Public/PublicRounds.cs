using Evaluation.Gateway.Results.History;
using Evaluation.Gateway.Rounds;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Public;

/// <summary>The rounds that everybody sees, for pages that belong to no round.</summary>
internal sealed class PublicRounds(IEngine engine, RoundViews views, PublishedRounds published)
{
    private static readonly RoundState[][] Sections =
    [
        [RoundState.Voting, RoundState.Paused],
        [RoundState.Draft, RoundState.Assessing],
        [RoundState.Sealing, RoundState.Sealed, RoundState.Provisional],
        [RoundState.Published],
        [RoundState.Final, RoundState.Archived, RoundState.Cancelled],
    ];

    /// <summary>Rounds in which something can be done now come first, then the later ones before the earlier ones.</summary>
    public async ValueTask<Outcome<IReadOnlyList<RoundView>>> ListAsync(CancellationToken cancel)
    {
        var rounds = new List<RoundView>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await views.GetAsync(grain.Key);
            if (view.IsRefused(out var refusal))
                return refusal;
            if (RoundUseCases.MaySee(view.Answer, null))
                rounds.Add(view.Answer);
        }
        return rounds.OrderBy(round => Array.FindIndex(Sections, states => states.Contains(round.State))).ThenByDescending(round => round.ClosesAt ?? round.OpensAt).ToArray();
    }

    /// <summary>The published round with the latest period; null before the first publication.</summary>
    public async ValueTask<Outcome<PublishedRound?>> NewestAsync(CancellationToken cancel) =>
        (await published.ListAsync(cancel)).Select(all => all.MaxBy(result => (result.Order, result.Id)));

    /// <summary>The organiser of the first round of a list that names one.</summary>
    public static Organiser? OrganiserOf(IEnumerable<RoundView> rounds) => rounds.Select(round => round.Organiser).FirstOrDefault(organiser => organiser is not null);

    public async ValueTask<Outcome<Organiser?>> OrganiserAsync(CancellationToken cancel) => (await ListAsync(cancel)).Select(OrganiserOf);
}

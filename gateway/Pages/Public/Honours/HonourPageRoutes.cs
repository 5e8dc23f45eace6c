using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Public.Complaints;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Results.History;
using Evaluation.Honours;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Honours;

/// <summary>The register of honours, as everybody reads it.</summary>
internal static class HonourPageRoutes
{
    private const int PerPage = 50;

    public static void MapHonourPages(this IEndpointRouteBuilder pages) => pages.MapGet("/honours", ShowAsync);

    private static async Task<IResult> ShowAsync(
        string? unit, string? q, string? level, string? state, string? page, HttpContext context, HonourUseCases honours, PublicRounds rounds, ComplaintUnits units, PublishedRounds published, TimeProvider clock,
        CancellationToken cancel)
    {
        var filter = HonourFilter.Read(Some(unit), Some(level), Some(state), null);
        if (filter.IsRefused(out var refusal))
            return refusal.ToResult();
        var terms = await honours.ListAsync(filter.Answer, cancel);
        if (terms.IsRefused(out refusal))
            return refusal.ToResult();
        var results = await published.ListAsync(cancel);
        if (results.IsRefused(out refusal))
            return refusal.ToResult();
        var organiser = await rounds.OrganiserAsync(cancel);
        if (organiser.IsRefused(out refusal))
            return refusal.ToResult();
        var named = await units.NamesAsync(cancel);
        if (named.IsRefused(out refusal))
            return refusal.ToResult();
        var newest = results.Answer.OrderByDescending(result => result.Order).ToArray();
        var (name, request) = (Some(q), PageRequest.Of(context));
        var found = terms.Answer.Select(term => (Term: term, Name: NameOf(term.Honour)))
            .Where(line => name is null || (request.In(line.Name) is { Length: > 0 } label ? label : line.Term.Honour.Unit).Contains(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        var pages = Pager.Count(found.Length, PerPage);
        var at = Pager.Within(Pager.Read(page), found.Length, PerPage);
        var part = found.Skip((at - 1) * PerPage).Take(PerPage).ToArray();
        var shown = await honours.ShowAsync([.. part.Select(line => line.Term)], context);
        return shown.ToResult(all => PageResults.Show<HonoursPage>(new
        {
            Lines = all.Zip(part, (term, line) => new HonourLine(HonourView.Of(term, clock.GetUtcNow()), line.Name)).ToArray(),
            Query = new HonourPageQuery(filter.Answer.Unit, name, Some(level), Some(state), at),
            Found = found.Length,
            Pages = pages,
            Organiser = organiser.Answer,
        }));

        // A code means the unit of the honour's own round; without one, the unit of the newest round that has it.
        LocalText? NameOf(Honour honour) => (newest.FirstOrDefault(result => result.Id == honour.Round) is { } own ? own.NameOf(honour.Unit) : null)
            ?? newest.Select(result => result.NameOf(honour.Unit)).FirstOrDefault(label => label is not null) ?? named.Answer.GetValueOrDefault(honour.Unit);
    }

    /// <summary>An empty field of the form stands for none.</summary>
    private static string? Some(string? text) => text?.Trim() is { Length: > 0 } some ? some : null;
}

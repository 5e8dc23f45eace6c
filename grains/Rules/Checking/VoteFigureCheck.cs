using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks a rule whose figure comes from the vote (F23). Such a criterion has no place on a sheet.</summary>
internal static class VoteFigureCheck
{
    private const string TopShare = "vote.topShare", PositiveShare = "vote.positiveShare";

    public static void Check(CheckScope scope, int index, Criterion criterion, string figure)
    {
        var (rules, pointer) = (scope.Rules, $"/criteria/{index}/score/of");
        if (!FigureRule.VoteFigures.Contains(figure))
        {
            scope.Report(pointer, $"must be one of {PlainText.QuotedList(FigureRule.VoteFigures)}, but is {PlainText.Quoted(figure)}");
            return;
        }
        if (rules.VoteCriteria.Count == 0 && scope.IsSound("/criteria", rules.Criteria.Count, "source"))
            scope.Report(pointer, $"is {PlainText.Quoted(figure)}, but no criterion has source \"vote\"; define one or use a figure of the sheet");
        else if (Boxes(figure) is { } boxes && scope.IsSound("/options") && !rules.Options.Any(option => option.Value is not null && boxes.Contains(option.Box)))
            scope.Report(pointer, $"is {PlainText.Quoted(figure)}, but no option is in its box; put an option into the box \"top\"{(figure == TopShare ? "" : " or \"positive\"")}");
        if (criterion.By is not null)
            scope.Report($"/criteria/{index}/by", "must be left out: a figure of the vote is on no body's sheet");
        if (criterion.Periods is not null)
            scope.Report($"/criteria/{index}/periods", "must be left out: the vote has no periods");
        if (rules.Panel.Normalise)
            scope.Report("/panel/normalise", $"must be false: {PlainText.Quoted(criterion.Code)} takes its figure from the vote, which no panel gives");
    }

    private static AnswerBox?[]? Boxes(string figure) => figure switch
    {
        TopShare => [AnswerBox.Top],
        PositiveShare => [AnswerBox.Top, AnswerBox.Positive],
        _ => null,
    };
}

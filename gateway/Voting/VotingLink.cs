using Evaluation.Gateway.Problems;
using Evaluation.Gateway.Rounds;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Where a voting link leads. The credential stands behind the <c>#</c> and never reaches the server; the text says what to do with it.
/// </summary>
internal static class VotingLink
{
    public static void MapVotingLink(this IEndpointRouteBuilder app) =>
        app.MapGet("/vote/{round}", ReadAsync).WithTags("Voting").WithSummary("What a voting link is for, in words").Produces(StatusCodes.Status200OK, contentType: "text/plain");

    private static async Task<IResult> ReadAsync(string round, HttpContext context, RoundViews views)
    {
        var view = await views.GetAsync(round);
        return view.ToResult(found =>
        {
            var site = $"{context.Request.Scheme}://{context.Request.Host}";
            return TypedResults.Text(
                $$"""
                {{found.Title.Zh}}
                {{found.Title.En}}

                本链接 # 号之后是您的评议码，请勿告诉他人。
                What stands behind the # of this link is your credential. Tell nobody.

                评议表 paper:    GET {{site}}/api/rounds/{{round}}/paper
                投票   vote:     PUT {{site}}/api/rounds/{{round}}/ballot
                进度   progress: GET {{site}}/api/rounds/{{round}}/ballot

                curl -X PUT {{site}}/api/rounds/{{round}}/ballot \
                  -H "Authorization: Ballot <credential>" \
                  -d '{"slips":[{"unit":"<unit>","marks":[0,0,0,0,0]}]}'

                """,
                "text/plain; charset=utf-8");
        });
    }
}

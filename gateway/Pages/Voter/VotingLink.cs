using Evaluation.Gateway.Http.Sites;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Pages.Voter;

/// <summary>The text for a program that follows a voting link: the calls to make with the credential.</summary>
internal static class VotingLink
{
    public static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Text(RoundView round, HttpContext context)
    {
        var site = context.RequestServices.GetRequiredService<PublicAddress>().Site;
        return TypedResults.Text(
            $$"""
            {{round.Title.Zh}}
            {{round.Title.En}}

            {{Behind(round)}}

            评议表 paper:    GET {{site}}/api/rounds/{{round.Id}}/paper
            评议   vote:     PUT {{site}}/api/rounds/{{round.Id}}/ballot
            进度   progress: GET {{site}}/api/rounds/{{round.Id}}/ballot

            curl -X PUT {{site}}/api/rounds/{{round.Id}}/ballot \
              -H "Authorization: Ballot <credential>" \
              -d '{"slips":[{"unit":"<unit>","marks":[0,0,0,0,0]}]}'

            """,
            "text/plain; charset=utf-8");
    }

    private static string Behind(RoundView round) => round.TwoParts
        ? """
          本链接 # 号之后是您的评议码的第一部分，请勿告诉他人。<credential> 为第一部分和第二部分，前后相接。
          What stands behind the # of this link is the first part of your credential. Tell nobody. <credential> is both parts, one after the other.
          """
        : """
          本链接 # 号之后是您的评议码，请勿告诉他人。
          What stands behind the # of this link is your credential. Tell nobody.
          """;
}

using Evaluation.Gateway.Http.Sites;

namespace Evaluation.Gateway.Pages.Public;

/// <summary>The front page as plain text, for callers that do not accept HTML.</summary>
internal static class PlainFrontPage
{
    public static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Text(HttpContext context) => Text(context.RequestServices.GetRequiredService<PublicAddress>().Site);

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Text(string site) => TypedResults.Text(
        $"""
        Evaluation · 单位评价

        评议请打开您收到的链接。
        To vote, open the link that you were given.

        rounds  评价轮次  {site}/api/rounds
        calls   接口      {site}/openapi/v1.json
        health  状态      {site}/readyz

        """,
        "text/plain; charset=utf-8");
}

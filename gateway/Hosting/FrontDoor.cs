namespace Evaluation.Gateway.Hosting;

/// <summary>What a program finds that opens the bare address; a browser gets the front page.</summary>
internal static class FrontDoor
{
    public static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Text(HttpContext context) => Text($"{context.Request.Scheme}://{context.Request.Host}");

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Text(string site) => TypedResults.Text(
        $"""
        Evaluation · 单位评价

        投票请打开您收到的链接。
        To vote, open the link that you were given.

        rounds  评价轮次  {site}/api/rounds
        calls   接口      {site}/openapi/v1.json
        health  状态      {site}/readyz

        """,
        "text/plain; charset=utf-8");
}

namespace Evaluation.Gateway;

/// <summary>What somebody finds who opens the bare address.</summary>
internal static class FrontDoor
{
    public static void MapFrontDoor(this IEndpointRouteBuilder app) =>
        app.MapGet("/", (HttpContext context) => Text($"{context.Request.Scheme}://{context.Request.Host}")).ExcludeFromDescription();

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

namespace Evaluation.Gateway.Snapshots;

/// <summary>A page as it is now.</summary>
internal sealed class PageResult(Page page) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = page.Body.Length;
        response.Headers.CacheControl = "no-cache";
        await response.Body.WriteAsync(page.Body, httpContext.RequestAborted);
    }
}

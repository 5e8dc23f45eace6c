using System.Globalization;
using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Evaluation.Testing;

/// <summary>
/// Replaces the status of a refusal that the OpenAPI document does not list for its route by <see cref="Unlisted"/>, so that the test that
/// meets it fails.
/// </summary>
public sealed class ContractGuard : IStartupFilter
{
    public const int Unlisted = 599;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Response.OnStarting(Check, context);
            return rest(context);
        });
        next(app);
    };

    private static Task Check(object state)
    {
        var context = (HttpContext)state;
        var response = context.Response;
        // Pages have no contract. Without an endpoint nothing was called. A method that the route does not have is answered by an endpoint
        // of the framework.
        if (response.StatusCode < 400 || context.GetEndpoint() is not { } endpoint || !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            || response.StatusCode is StatusCodes.Status405MethodNotAllowed or StatusCodes.Status500InternalServerError)
            return Task.CompletedTask;
        var isWrite = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (RefusalContract.CodesOf([.. endpoint.Metadata], isWrite).Any(code => RefusalTable.Status(code) == response.StatusCode))
            return Task.CompletedTask;
        response.Headers["unlisted"] = string.Create(CultureInfo.InvariantCulture, $"{response.StatusCode} of {endpoint.DisplayName}");
        response.StatusCode = Unlisted;
        return Task.CompletedTask;
    }
}

using Evaluation.Gateway.Rounds.Credentials;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>The credentials of a batch as a page: links, or slips to print.</summary>
internal sealed class PageAnswer(CredentialUseCases credentials, UnsentBatch batch, RazorComponentResult page) : BatchAnswer(credentials, batch)
{
    private protected override Task SendAsync(HttpContext context, CancellationToken cancel) => page.ExecuteAsync(context);
}

using System.Security.Cryptography;
using Evaluation.Gateway.Comments;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Hosting.Sample;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Health;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Pages;
using Evaluation.Gateway.Results;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Gateway.Results.History;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Gateway.Scores;
using Evaluation.Gateway.Staff;
using Evaluation.Gateway.Voting;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Hosting;

/// <summary>The HTTP API and the pages over whatever <see cref="IEngine"/> and <see cref="Evaluation.Evidence.IEvidenceStore"/> the host has registered.</summary>
public static class GatewayHost
{
    public static void AddGateway(this IServiceCollection services)
    {
        services.AddSingleton(provider => new RoundClerk(provider.GetRequiredService<IEngine>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new CredentialIssue(provider.GetRequiredService<IEngine>(), provider.GetRequiredService<TimeProvider>(), RandomNumberGenerator.Fill));
        services.AddSingleton(provider => new DerivationReader(provider.GetRequiredService<IEngine>()));
        services.AddSingleton<SealedComments>();
        services.AddSingleton<CommentDesk>();
        services.AddSingleton<EvidenceDesk>();
        services.AddSingleton<Timekeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<Timekeeper>());
        services.AddSingleton<SampleRoundSetup>();
        services.AddSingleton<Start>();
        services.AddSingleton<RoundViews>();
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<AttemptLimiter>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<Access>();
        services.AddSingleton<BallotForms>();
        services.AddSingleton<RefusalBoard>();
        services.AddSingleton<BallotRoutes>();
        services.AddSingleton<PaperRoutes>();
        services.AddSingleton<TurnoutBoard>();
        services.AddSingleton<PublishedRounds>();
        services.AddSingleton<ScoreBoard>();
        services.AddSingleton<ScoreReader>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddPages();
        services.AddOpenApi("v1", Contract.Describe);
    }

    public static void MapGateway(this WebApplication app)
    {
        // Ballots are short-circuited by routing; what stands behind it does not touch them.
        app.UseRouting();
        app.UsePageHeaders();
        app.UseUnexpectedProblems();
        app.UseResponseCompression();
        var api = app.MapGroup("/api");
        api.MapRounds();
        api.MapLife();
        api.MapCredentials();
        PaperRoutes.Map(api);
        BallotRoutes.Map(api);
        api.MapTurnout();
        api.MapScores();
        api.MapResults();
        api.MapComparison();
        api.MapObjections();
        api.MapComments();
        api.MapEvidence();
        api.MapExports();
        api.MapDerivation();
        api.MapHistory();
        api.MapStaff();
        app.MapHealth();
        app.MapOpenApi();
        app.MapPages();
    }
}

using System.Security.Cryptography;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Awards;
using Evaluation.Gateway.Comments;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Evidence.Thumbnails;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Hosting.Sample;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Health;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Pages;
using Evaluation.Gateway.Receipts;
using Evaluation.Gateway.Results;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Gateway.Results.History;
using Evaluation.Gateway.Results.Recounts;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Gateway.Rounds.Keys;
using Evaluation.Gateway.Rounds.Templates;
using Evaluation.Gateway.Scores;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.SelfAssessments.Import;
using Evaluation.Gateway.Snapshots;
using Evaluation.Gateway.Staff;
using Evaluation.Gateway.Staff.Proposals;
using Evaluation.Gateway.Staff.Sessions;
using Evaluation.Gateway.Supervision;
using Evaluation.Gateway.Targets;
using Evaluation.Gateway.Trials;
using Evaluation.Gateway.Voting;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Evaluation.Workflows.LostSlips;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Evaluation.Gateway.Hosting;

/// <summary>The HTTP API and the pages. The host registers the engine and the stores of evidence and documents.</summary>
public static class GatewayHost
{
    public static void AddGateway(this IServiceCollection services)
    {
        services.AddSingleton(RoundClerks.Make);
        services.AddSingleton(provider => new AnswerClerk(provider.GetRequiredService<IEngine>()));
        services.AddSingleton(provider => new CredentialIssue(provider.GetRequiredService<IEngine>(), provider.GetRequiredService<TimeProvider>(), RandomNumberGenerator.Fill, provider.GetRequiredService<IKeyStore>()));
        services.AddSingleton(provider => new KeyClerk(provider.GetRequiredService<IEngine>(), provider.GetRequiredService<IKeyStore>(), provider.GetRequiredService<TimeProvider>(), RandomNumberGenerator.Fill));
        services.AddSingleton(provider => new DerivationReader(provider.GetRequiredService<IEngine>()));
        services.AddSingleton<TallyCopies>();
        services.AddSingleton(provider => new VersionRanking(provider.GetRequiredService<IEngine>()));
        services.AddSingleton<SealedComments>();
        services.AddSingleton<CommentedRounds>();
        services.AddSingleton<CommentUseCases>();
        services.AddSingleton<TargetUseCases>();
        services.AddSingleton<WithdrawnContents>();
        services.AddSingleton<EvidenceUseCases>();
        services.AddSingleton<EvidenceUses>();
        services.AddSingleton<SelfAssessmentDrafts>();
        services.AddSingleton<SelfAssessmentReading>();
        services.AddSingleton<SelfAssessmentUseCases>();
        services.AddSingleton<SelfAssessmentImport>();
        services.AddSingleton<ClaimUseCases>();
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = Passwords.Iterations);
        services.AddSingleton<LockAudit>();
        services.AddHostedService(provider => provider.GetRequiredService<LockAudit>());
        services.AddSingleton<CountOfComplaints>(provider => async (rules, unit) =>
        {
            var count = await provider.GetRequiredService<ComplaintRegister>().CountAsync(rules, unit);
            return count.IsRefused(out var refusal) ? refusal : count.Answer.Received;
        });
        services.AddSingleton<Thumbnails>();
        services.AddSingleton<PanelUseCases>();
        services.AddSingleton<DrawUseCases>();
        services.AddSingleton<SheetStore>();
        services.AddSingleton<InspectionReach>();
        services.AddSingleton<SheetUseCases>();
        services.AddHostedService<AssessmentDrafts>();
        services.AddSingleton<ObjectionUseCases>();
        services.AddSingleton<SupervisionUseCases>();
        services.AddSingleton<FindingUseCases>();
        services.AddSingleton<StandingUseCases>();
        services.AddSingleton(provider => new MonthReader(provider.GetRequiredService<IEngine>()));
        services.AddSingleton<BulletinUseCases>();
        services.AddSingleton<AwardUseCases>();
        services.AddSingleton<UnitLineages>();
        services.AddSingleton<HonourUseCases>();
        services.AddSingleton<StaffUseCases>();
        services.AddSingleton<ProposalUseCases>();
        services.AddSingleton<BreakGlassWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<BreakGlassWatch>());
        services.AddSingleton<DraftUseCases>();
        services.AddHostedService<DocumentSweep>();
        services.AddHostedService<EvidenceSweep>();
        services.AddSingleton<DueRounds>();
        services.AddSingleton<LogProofs>();
        services.AddSingleton<RoundChanges>();
        services.AddSingleton<RoundUseCases>();
        services.AddSingleton<KeyUseCases>();
        services.AddSingleton<NextRoundUseCases>();
        services.AddSingleton<CredentialUseCases>();
        services.AddSingleton<SecondPartUseCases>();
        services.AddSingleton(provider => new SlipRevoker(provider.GetRequiredService<IEngine>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IKeyStore>()));
        services.AddSingleton<SlipUseCases>();
        services.AddSingleton<KeyDestructionUseCases>();
        services.AddSingleton<ScheduleRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduleRunner>());
        services.AddSingleton<SampleRoundSetup>();
        services.AddSingleton<SampleActs>();
        services.AddSingleton<AssessmentSampleSetup>();
        services.AddSingleton<Start>();
        services.AddSingleton<RoundViews>();
        services.AddStaffAuthentication().AddScheme<AuthenticationSchemeOptions, BallotHandler>(Schemes.Ballot, null);
        services.AddSingleton<Passwords>();
        services.AddSingleton<PasswordAttempts>();
        services.AddSingleton<SignInUseCases>();
        services.AddSingleton<SessionUseCases>();
        services.AddSingleton<ProviderSignIn>();
        services.AddSingleton<BallotForms>();
        services.AddSingleton<VoterKeys>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<RefusalCounts>();
        services.AddSingleton<PartLimiter>();
        services.AddSingleton<BallotRoutes>();
        services.AddSingleton<PaperRoutes>();
        services.AddSingleton<ReceiptUseCases>();
        services.AddSingleton<ListenerLimiter>();
        services.AddSingleton<ExportLimiter>();
        services.AddSingleton<TurnoutSnapshots>();
        services.AddSingleton<PublishedRounds>();
        services.AddSingleton<ComplaintRounds>();
        services.AddSingleton<ComplaintRegister>();
        services.AddSingleton<CountComplaints>(provider => async (round, unit) =>
        {
            var count = await provider.GetRequiredService<ComplaintRegister>().CountAsync(round, unit);
            return count.IsRefused(out var refusal) ? refusal : new ComplaintCounts(count.Answer.Received, count.Answer.Upheld);
        });
        services.AddSingleton<ComplaintExport>(provider => (round, caller) => ComplaintExports.OpenAsync(round, caller, provider.GetRequiredService<ComplaintUseCases>()));
        services.AddSingleton<ComplaintLimiter>();
        services.AddSingleton<ComplaintUseCases>();
        services.AddSingleton<ScoreSnapshots>();
        services.AddSingleton<ScoreReader>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddOperations();
        services.AddPages();
        services.AddOpenApi("v1", contract =>
        {
            Contract.Describe(contract);
            contract.DescribeLiveScores();
        });
    }

    public static void MapGateway(this WebApplication app)
    {
        app.UsePublicAddress();
        app.UseUntracedVoting();
        app.UseBareHeaders();
        // The ballot route is short-circuited in UseRouting. The middleware below does not run for it. UseRouting and authentication are
        // added explicitly, because otherwise the framework adds them at the start of the pipeline, where they run for ballots too.
        app.UseRouting();
        app.UsePageHeaders();
        app.UseCallerCaches();
        app.UseUnexpectedProblems();
        app.UseResponseCompression();
        app.UseAuthentication();
        app.UseMiddleware<PageChecks>();
        app.UseAuthorization();
        var site = app.AnswersHead();
        BallotRoutes.Map(site.MapGroup("/api"));
        // A key that is sent is checked also where none is needed.
        var api = site.MapGroup("/api").Refuses(RefusalCode.SignInRequired, RefusalCode.TooManyAttempts);
        api.MapRounds();
        api.MapTransitions();
        api.MapKeys();
        api.MapTrials();
        api.MapTemplates();
        api.MapCredentials();
        api.MapSlips();
        api.MapKeyDestruction();
        PaperRoutes.Map(api);
        api.MapReceipts();
        api.MapTurnout();
        api.MapScores();
        api.MapResults();
        api.MapTallies();
        api.MapComparison();
        api.MapObjections();
        api.MapComments();
        api.MapAwards();
        api.MapHonours();
        api.MapEvidence();
        api.MapPanels();
        api.MapDraws();
        api.MapSheets();
        api.MapSelfAssessments();
        api.MapClaims();
        api.MapSpotChecks();
        api.MapAdjustments();
        api.MapStanding();
        api.MapFindings();
        api.MapTargets();
        api.MapExports();
        api.MapDerivation();
        api.MapHistory();
        api.MapComplaints();
        api.MapComplaintExport();
        api.MapStaff();
        api.MapPersons();
        api.MapSessions();
        api.MapProposals();
        api.MapDrafts();
        api.MapOperationsReport();
        api.MapLog();
        site.MapHealth();
        site.MapOpenApi();
        site.MapPages();
    }
}

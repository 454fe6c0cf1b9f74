using System.CommandLine;
using Outreach.Assistant.Evaluation;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;
using Outreach.Content;

namespace Outreach.Host.Commands;

/// <summary>
/// <c>assistant train</c>: learns the weights of the ranking, then, with these in place, those of scope and confidence; prints
/// them as they stand in <see cref="RankingWeights"/>, with what speaks for them. The same files give the same weights.
/// </summary>
internal static class AssistantTrainCommand
{
    private const string Description =
        "Learn the weights of the assistant from labelled questions and print them for RankingWeights.cs. The ranking is learned first; scope and "
        + "confidence are then learned on an index that has the new ranking weights, in the same run. Nothing is changed by it.";

    public static Command Create()
    {
        var questions = FileOption("--questions", "Labelled questions, one JSON object a line");
        var procedures = FileOption("--procedures", "Procedures to rank (.jsonl or .jsonl.gz)");
        var faq = FileOption("--faq", "Questions with answers to rank (.jsonl or .jsonl.gz)");
        var fold = new Option<string>("--fold") { Description = "Learn from the labels of this fold, A or B; the other one is not looked at", DefaultValueFactory = _ => "A" };
        fold.AcceptOnlyFromAmong("A", "B");
        var train = new Command("train", Description) { questions, procedures, faq, fold };
        train.SetAction(parsed => Run(
            parsed.GetValue(questions)!,
            new EvaluatedKnowledge(parsed.GetValue(procedures), parsed.GetValue(faq), AnswersOnly: false),
            parsed.GetValue(fold)!));
        return train;
    }

    private static int Run(FileInfo questionFile, EvaluatedKnowledge given, string fold)
    {
        var questions = EvaluatedKnowledge.Read(questionFile, LabelledQuestion.Read).Where(question => question.LabelFold == fold).ToList();
        if (questions.Count == 0)
            throw new BadInputException($"{questionFile.FullName}: no question has the label fold {fold}");
        var records = given.Records(new ContentOptions());

        var ranking = new RankingTraining(Index(RankingWeights.Default), questions);
        var learned = RankingWeights.Default with { Procedures = ranking.TrainProcedures(Any), Faqs = ranking.TrainFaqs(Any) };
        var knowledge = Index(learned);
        var scope = new ScopeTraining(knowledge, questions);
        var confidence = new ConfidenceTraining(knowledge, questions);
        learned = learned with
        {
            Scope = scope.Train(Any),
            ProcedureConfidence = confidence.TrainProcedures(Any),
            FaqConfidence = confidence.TrainFaqs(Any),
        };
        foreach (var line in new TrainingReport(ranking, scope, confidence, learned).Lines())
            System.Console.WriteLine(line);
        return CommandLine.Done;

        KnowledgeBase Index(RankingWeights weights) =>
            KnowledgeBase.Build(records.Procedures, records.Faqs, EvaluatedKnowledge.Lexicon(new ContentOptions()), weights);
    }

    private static bool Any(LabelledQuestion question) => true;

    private static Option<FileInfo?> FileOption(string name, string description) => new(name) { Description = description, Required = true };
}

### Several scoresheets together.

rule-mean = mean
rule-median = median
rule-trimmed = mean without the highest and the lowest
rule-trimmed-two = mean without the two highest and the two lowest
fault-no-sheets = There are no scoresheets.
fault-other-applicant = Another applicant: “{ $found }” here, “{ $wanted }” before. Aggregate them apart.
fault-other-stage = Another stage. Material and site reviews are never put together; aggregate them apart.
fault-second-sheet = The assessor “{ $assessor }” already has a sheet in this stage. One counts; to replace it, remove the first.
fault-few-sheets = { $count ->
        [one] Only 1 scoresheet
       *[other] Only { $count } scoresheets
    }; Article 12 asks for panels of 3 or more.
fault-too-few-for-rule = “{ $rule }” needs { $least } scoresheets; { $count ->
        [one] there is one
       *[other] there are { $count }
    }. Use the mean or the median.

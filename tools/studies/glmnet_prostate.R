# What the R package glmnet finds on the prostate data, for the chapter on conventions.
#
#     Rscript tools/studies/glmnet_prostate.R
#
# writes helpers/data/glmnet_prostate.csv: the weights of the standardized training features (67
# rows, 1/n formula) for one lambda and three values of alpha, with three ways to hand over the
# target. Made with glmnet 4.1-6; takes a second.

suppressMessages(library(glmnet))

data <- read.csv("helpers/data/prostate.csv", colClasses = c(rep("numeric", 9), "character"))
data <- data[data$train == "T", ]
spread <- function(v) sqrt(mean((v - mean(v))^2))
X <- as.matrix(data[, 1:8])
Z <- scale(X, center = TRUE, scale = apply(X, 2, spread))
y <- data$lpsa

fits <- list(
  list(target = "lpsa", family = "gaussian", y = y),
  list(target = "lpsa/spread", family = "gaussian", y = y / spread(y)),
  list(target = "lpsa", family = "gaussian()", y = y)
)
rows <- c(paste(c("target", "family", "lambda", "alpha", "intercept", colnames(X)), collapse = ","))
for (fit in fits) for (alpha in c(0, 0.5, 1)) {
  family <- if (fit$family == "gaussian") "gaussian" else gaussian()
  model <- glmnet(Z, fit$y, family = family, alpha = alpha, lambda = 0.1, thresh = 1e-24)
  numbers <- sprintf("%.12g", c(0.1, alpha, model$a0, as.vector(model$beta)))
  rows <- c(rows, paste(c(fit$target, fit$family, numbers), collapse = ","))
}
writeLines(rows, "helpers/data/glmnet_prostate.csv")
